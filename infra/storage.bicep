metadata description = 'The one storage account: tables, queues and blobs. Reached by identity only, never by key.'

@description('Where the account is.')
param location string

@description('The account\'s name, unique in all of Azure.')
@minLength(3)
@maxLength(24)
param name string

@description('Tags of every resource.')
param tags { *: string }

@description('How the data is replicated. ZRS keeps it through the loss of one zone.')
param sku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'

@description('The container that holds the deployed package.')
param packageContainer string

// The names are those of Arl.Functions/Storage/StorageNames.cs; a test compares them.
var tables = [
  'Requests'
  'Coaches'
  'Reach'
  'ReachReports'
  'Imports'
  'StaffAlerts'
  'Suppressions'
  'QueueFailures'
  'MailEvents'
  'RequestLimits'
  'StaffReads'
]
// The host makes each queue's -poison queue itself when the first message is poisoned.
var queues = [
  'match-requests'
  'plan-waiting'
  'free-places'
  'outgoing-email'
  'count-reach'
  'publish-reach'
  'apply-imports'
  'staff-alerts'
]
var containers = ['schools', 'imports', 'mail-attachments']

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource table 'tables' = [for table in tables: { name: table }]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [for queue in queues: { name: queue }]
  }

  resource blobService 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 14 }
      containerDeleteRetentionPolicy: { enabled: true, days: 14 }
    }

    resource container 'containers' = [
      for container in containers: {
        name: container
        properties: { publicAccess: 'None' }
      }
    ]

    resource package 'containers' = {
      name: packageContainer
      properties: { publicAccess: 'None' }
    }
  }
}

@description('Where the deployed package lies.')
output packageUrl string = '${account.properties.primaryEndpoints.blob}${packageContainer}'
