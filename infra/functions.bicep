metadata description = 'The function app on Flex Consumption: .NET 10, isolated worker. Linux and HTTPS only, no password of any kind.'

@description('Where the app is.')
param location string

@description('The app\'s name, unique in all of Azure: it is also the first part of its address.')
param name string

@description('Tags of every resource.')
param tags { *: string }

@description('The identity that the app is.')
param identityId string

@description('Where the deployed package lies: a blob container, reached by the app\'s identity.')
param packageUrl string

@description('Memory of an instance in MB.')
param instanceMemoryMB 512 | 2048 | 4096

@description('The most instances at a time.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('Instances that are always warm for HTTP. Each is paid for by the hour; 0: the first visitor after a quiet time waits for a start.')
@minValue(0)
@maxValue(20)
param alwaysReady int

@description('Requests that one instance answers at a time; more of them bring another instance.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int

@description('The app settings. None is a secret: what is one lies in the key vault, and the setting says where.')
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
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    // Needed for a certificate on Flex Consumption, and settable only when the app is made.
    #disable-next-line BCP037 // The published types do not know it yet.
    siteScopedCertificatesEnabled: true
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      remoteDebuggingEnabled: false
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: alwaysReady }]
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
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

@description('The host name that Azure gives the app: what a domain of your own points to.')
output hostName string = app.properties.defaultHostName

@description('What the TXT record asuid.{domain} must say before Azure takes the domain for yours.')
output domainVerificationId string = app.properties.customDomainVerificationId
