metadata description = 'The key vault: the only place that holds a secret. The app reads it by references in its settings.'

@description('Where the vault is.')
param location string

@description('The vault\'s name, unique in all of Azure.')
@minLength(3)
@maxLength(24)
param name string

@description('Tags of every resource.')
param tags { *: string }

@description('Whether a vault of this name that was deleted comes back, with what it held. A deleted one keeps its name for 90 days.')
param recover bool

@description('The keys that sign links in emails. Empty: those in the vault stay.')
@secure()
param linkKeys string

@description('The API key of SendGrid. Empty: the one in the vault stays.')
@secure()
param sendGridApiKey string

@description('The public key of SendGrid\'s event webhook. Empty: none is heard of.')
param sendGridWebhookKey string

@description('The workspace that who read or changed a secret is told to.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    createMode: recover ? 'recover' : 'default'
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: 'Enabled' // Who may read is asked by identity; the app has no network of its own (decision 20).
  }

  resource linkKeysSecret 'secrets' = if (!empty(linkKeys)) {
    name: 'link-keys'
    properties: {
      value: linkKeys
      contentType: 'Base64 keys of at least 32 bytes, separated by a semicolon; the first signs'
    }
  }

  resource sendGridApiKeySecret 'secrets' = if (!empty(sendGridApiKey)) {
    name: 'sendgrid-api-key'
    properties: { value: sendGridApiKey, contentType: 'SendGrid API key, Mail Send only' }
  }

  resource sendGridWebhookKeySecret 'secrets' = if (!empty(sendGridWebhookKey)) {
    name: 'sendgrid-webhook-key'
    properties: { value: sendGridWebhookKey, contentType: 'Public key of the signed event webhook' }
  }
}

#disable-next-line use-recent-api-versions // The newest that knows groups of categories is still called a preview.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

// Without a version: a secret that is changed in the vault reaches the app within a day, or at once by the command in docs/deploy.md.
@description('What the app setting of the link keys says instead of them.')
output linkKeysReference string = '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/link-keys)'

@description('What the app setting of SendGrid\'s key says instead of it.')
output sendGridApiKeyReference string = '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/sendgrid-api-key)'

@description('What the app setting of the webhook\'s key says instead of it; empty where there is none.')
output sendGridWebhookKeyReference string = empty(sendGridWebhookKey)
  ? ''
  : '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/sendgrid-webhook-key)'
