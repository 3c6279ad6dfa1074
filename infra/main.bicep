metadata description = 'The ARL Coaching Network, whole: a resource group with storage, a key vault, a function app, and what watches over them.'

targetScope = 'subscription'

@description('The Azure region of every resource; it must offer Flex Consumption.')
param location string

@description('A short name for this network, part of every resource\'s name: lower-case letters and digits.')
@minLength(2)
@maxLength(8)
param environmentName string

@description('A domain of your own, such as help.example.org. Empty: the address that Azure gives the app.')
param customDomain string = ''

@description('Whether a deployment with customDomain has gone before this one: then the domain gets its certificate, and links in emails start with it.')
param customDomainIsBound bool = false

@description('The time zone (IANA) in which the staff\'s week begins.')
param timeZone string = 'America/New_York'

@description('Who gets the reach report: addresses separated by a semicolon.')
@minLength(3)
param staffRecipients string

@description('Who gets the alerts and the news of the budget: addresses separated by a semicolon.')
@minLength(3)
param alertRecipients string

@description('Base64 keys of at least 32 bytes that sign the links in emails, separated by a semicolon; the first signs, all are accepted. Empty: those in the key vault stay.')
@secure()
param linkKeys string = ''

@description('The address that emails come from; its domain must be verified at the provider.')
@minLength(3)
param mailFrom string

@description('The API key of SendGrid, with the right to send mail only. Empty: the one in the key vault stays.')
@secure()
param sendGridApiKey string = ''

@description('The verification key that SendGrid shows for its signed event webhook (base64, not secret). Empty until the webhook is set up: then no bounce is heard of.')
param sendGridWebhookKey string = ''

@description('For a test site: every email goes to this address alone. Empty: emails go to their readers.')
param mailRedirectTo string = ''

@description('The client id of the Entra ID app registration by which staff sign in; its app role is arl-staff. Empty: nobody is staff.')
param staffClientId string = ''

@description('The Entra ID tenant whose accounts staff sign in with.')
param staffTenantId string = tenant().tenantId

@description('How the data is replicated. ZRS keeps it through the loss of one zone.')
param storageSku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('Whether the storage account is locked against deletion.')
param storageLocked bool = false

@description('Whether a key vault of this network that was deleted comes back. A deleted one keeps its name for 90 days.')
param recoverVault bool = false

@description('Whether a deployment has gone before this one: then the rule that keeps addresses out of telemetry is there already, and the workspace is never without it.')
param telemetryRuleIsMade bool = false

@description('Memory of an instance in MB.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('The most instances at a time.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that are always warm for HTTP; each is paid for by the hour.')
@minValue(0)
@maxValue(20)
param alwaysReady int = 0

@description('Requests that one instance answers at a time; more of them bring another instance.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 32

@description('Days for which telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryDays int = 30

@description('GB of telemetry a day after which no more is taken in until the next day.')
@minValue(1)
param telemetryCapGB int = 1

@description('Days that a request may wait for a coach before it is an alert.')
@minValue(1)
param oldestWaitingDays int = 7

@description('Where docs/runbook.md can be read: the address that alerts name.')
param runbook string = 'docs/runbook.md'

@description('What a month may cost before somebody is told, in the currency of the subscription.')
@minValue(1)
param monthlyBudget int = 50

@description('The month (yyyy-MM) in which the budget is made: the current one, at the first deployment. Empty: no budget is made, and one that exists stays as it is.')
param budgetFrom string = ''

var suffix = uniqueString(subscription().subscriptionId, environmentName, location)
var prefix = 'arl-${environmentName}'
var accountName = 'arl${suffix}'
var appName = '${prefix}-${suffix}'
var identityName = '${prefix}-app'
var insightsName = '${prefix}-insights'
var vaultName = 'arl-${suffix}'
var tags = { 'azd-env-name': environmentName }
var alertAddresses = map(split(alertRecipients, ';'), address => trim(address))
var siteHost = !empty(customDomain) && customDomainIsBound ? customDomain : '${appName}.azurewebsites.net'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${prefix}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: group
  params: {
    location: location
    name: identityName
    tags: tags
  }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: {
    location: location
    workspaceName: '${prefix}-logs'
    insightsName: insightsName
    ruleName: '${prefix}-no-addresses'
    ruleIsMade: telemetryRuleIsMade
    tags: tags
    retentionDays: telemetryDays
    dailyCapGB: telemetryCapGB
  }
}

module storage 'storage.bicep' = {
  scope: group
  params: {
    location: location
    name: accountName
    tags: tags
    sku: storageSku
    packageContainer: 'deployed-package'
    locked: storageLocked
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'vault.bicep' = {
  scope: group
  params: {
    location: location
    name: vaultName
    tags: tags
    recover: recoverVault
    linkKeys: linkKeys
    sendGridApiKey: sendGridApiKey
    sendGridWebhookKey: sendGridWebhookKey
    workspaceId: monitoring.outputs.workspaceId
  }
}

module roles 'roles.bicep' = {
  scope: group
  params: {
    accountName: accountName
    vaultName: vaultName
    insightsName: insightsName
    identityName: identityName
    principalId: identity.outputs.principalId
  }
  dependsOn: [monitoring, storage, vault]
}

module functions 'functions.bicep' = {
  scope: group
  params: {
    location: location
    name: appName
    tags: tags
    identityId: identity.outputs.id
    packageUrl: storage.outputs.packageUrl
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReady: alwaysReady
    httpConcurrency: httpConcurrency
    settings: {
      AzureWebJobsStorage__accountName: accountName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.outputs.clientId
      AzureWebJobsDisableHomepage: 'true'
      AZURE_CLIENT_ID: identity.outputs.clientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
      Arl__BaseUrl: 'https://${siteHost}'
      Arl__TimeZone: timeZone
      Arl__StaffRecipients: staffRecipients
      Arl__LinkKeys: vault.outputs.linkKeysReference
      Staff__Entra__TenantId: empty(staffClientId) ? '' : staffTenantId // Both or neither.
      Staff__Entra__ClientId: staffClientId
      Guard__TrustedProxies: '1' // App Service's own front end.
      Mail__Provider: 'SendGrid'
      Mail__From: mailFrom
      Mail__RedirectTo: mailRedirectTo
      Mail__SendGrid__ApiKey: vault.outputs.sendGridApiKeyReference
      Mail__SendGrid__WebhookKey: vault.outputs.sendGridWebhookKeyReference
    }
  }
  dependsOn: [roles] // Its first start reads storage and the vault.
}

module domain 'domain.bicep' = if (!empty(customDomain)) {
  scope: group
  params: {
    location: location
    appName: appName
    domain: customDomain
    isBound: customDomainIsBound
  }
  dependsOn: [functions]
}

module alerts 'alerts.bicep' = {
  scope: group
  params: {
    location: location
    prefix: prefix
    tags: tags
    recipients: alertAddresses
    runbook: runbook
    workspaceId: monitoring.outputs.workspaceId
    accountName: accountName
    oldestWaitingDays: oldestWaitingDays
  }
  dependsOn: [storage]
}

module budget 'budget.bicep' = if (!empty(budgetFrom)) {
  scope: group
  params: {
    name: prefix
    amount: monthlyBudget
    from: budgetFrom
    recipients: alertAddresses
    actionGroupId: alerts.outputs.actionGroupId
  }
}

@description('The address of the site.')
output url string = 'https://${siteHost}'

@description('What a domain of your own points to, by a CNAME record.')
output hostName string = functions.outputs.hostName

@description('What the TXT record asuid.{domain} must say.')
output domainVerificationId string = functions.outputs.domainVerificationId

@description('The function app, for who deploys the package.')
output appName string = appName

@description('The resource group.')
output resourceGroupName string = group.name

@description('The storage account.')
output storageAccountName string = accountName

@description('The key vault.')
output vaultName string = vaultName
