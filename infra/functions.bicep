metadata description = 'The function app on Flex Consumption: .NET 10, isolated worker, with an identity of its own.'

@description('Where the app is.')
param location string

@description('The app\'s name, unique in all of Azure: it is also the first part of its address.')
param name string

@description('Tags of every resource.')
param tags { *: string }

@description('Where the deployed package lies: a blob container, reached by the app\'s identity.')
param packageUrl string

@description('Memory of an instance in MB.')
param instanceMemoryMB 512 | 2048 | 4096

@description('The most instances at a time.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('The client id of the Entra ID app registration by which staff sign in. Empty: there is no sign-in.')
param staffClientId string

@description('The Entra ID tenant whose accounts staff sign in with.')
param staffTenantId string

@description('The app settings, some of them secret.')
@secure()
param settings { *: string }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageUrl
          authentication: { type: 'SystemAssignedIdentity' }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
    dependsOn: [signIn] // Never a moment in which the app trusts the header and nothing stands in front.
  }

  // Schools and coaches are let through unasked: the app's own door asks who is staff. The platform takes X-MS-CLIENT-PRINCIPAL away from whoever sends it, which is why the app may trust it.
  resource signIn 'config' = if (!empty(staffClientId)) {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
      httpSettings: { requireHttps: true }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: staffClientId
            openIdIssuer: '${environment().authentication.loginEndpoint}${staffTenantId}/v2.0'
          }
          validation: { allowedAudiences: [staffClientId] }
        }
      }
      login: { tokenStore: { enabled: false } }
    }
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noDeployPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

@description('The app\'s identity, for roles.')
output principalId string = app.identity.principalId

@description('The app\'s address.')
output url string = 'https://${app.properties.defaultHostName}'
