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
