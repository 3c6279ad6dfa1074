metadata description = 'The ARL Coaching Network: one storage account and one function app that reaches it by identity.'

targetScope = 'resourceGroup'

@description('The Azure region of every resource; it must offer Flex Consumption.')
param location string = resourceGroup().location

@description('A short name for this network, part of every resource\'s name: lower-case letters and digits.')
@minLength(2)
@maxLength(8)
param environmentName string

@description('The public address of the site, without a slash at the end; links in emails start with it. Empty: the address that Azure gives the app.')
param baseUrl string = ''

@description('The time zone (IANA) in which the staff\'s week begins.')
param timeZone string = 'America/New_York'

@description('Who gets the reach report: addresses separated by a semicolon.')
@minLength(3)
param staffRecipients string

@description('Base64 keys of at least 32 bytes that sign the links in emails, separated by a semicolon; the first signs, all are accepted.')
@secure()
@minLength(44)
param linkKeys string

@description('The address that emails come from; its domain must be verified at the provider.')
@minLength(3)
param mailFrom string

@description('The API key of SendGrid, with the right to send mail only.')
@secure()
@minLength(1)
param sendGridApiKey string

@description('The verification key that SendGrid shows for its signed event webhook (base64, not secret). Empty until the webhook is set up: then no bounce is heard of.')
param sendGridWebhookKey string = ''

@description('The client id of the Entra ID app registration by which staff sign in; its app role is arl-staff. Empty: nobody can.')
param staffClientId string = ''

@description('The Entra ID tenant whose accounts staff sign in with.')
param staffTenantId string = tenant().tenantId

@description('How the data is replicated. ZRS keeps it through the loss of one zone.')
param storageSku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('Memory of an instance in MB.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('The most instances at a time.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

var suffix = uniqueString(resourceGroup().id, environmentName)
var accountName = 'arl${suffix}'
var appName = 'arl-${environmentName}-${suffix}'
var tags = { 'azd-env-name': environmentName }

module storage 'storage.bicep' = {
  params: {
    location: location
    name: accountName
    tags: tags
    sku: storageSku
    packageContainer: 'deployed-package'
  }
}

module functions 'functions.bicep' = {
  params: {
    location: location
    name: appName
    tags: tags
    packageUrl: storage.outputs.packageUrl
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    staffClientId: staffClientId
    staffTenantId: staffTenantId
    settings: {
      AzureWebJobsStorage__accountName: accountName
      AzureWebJobsDisableHomepage: 'true'
      Arl__BaseUrl: empty(baseUrl) ? 'https://${appName}.azurewebsites.net' : baseUrl
      Arl__TimeZone: timeZone
      Arl__StaffRecipients: staffRecipients
      Arl__LinkKeys: linkKeys
      Staff__TrustPlatformHeader: empty(staffClientId) ? 'false' : 'true'
      Guard__TrustedProxies: '1' // App Service's own front end.
      Mail__Provider: 'SendGrid'
      Mail__From: mailFrom
      Mail__SendGrid__ApiKey: sendGridApiKey
      Mail__SendGrid__WebhookKey: sendGridWebhookKey
    }
  }
}

module roles 'roles.bicep' = {
  params: {
    accountName: accountName
    appName: appName
    principalId: functions.outputs.principalId
  }
}

@description('The address that Azure gives the app.')
output url string = functions.outputs.url

@description('The storage account.')
output storageAccountName string = accountName
