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

@description('Whether the account is locked against deletion. Tables have no soft delete: with the account goes everything that is not in a backup.')
param locked bool

@description('The workspace that changes of data are told to.')
param workspaceId string

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
  'StaffSessions'
  'StaffReads'
  'LearningCalls'
  'Resources'
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
var containers = ['schools', 'imports', 'mail-attachments', 'resources']

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
    allowedCopyScope: 'AAD'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      services: {
        blob: { enabled: true, keyType: 'Account' }
        queue: { enabled: true, keyType: 'Account' } // Settable only when the account is made.
        table: { enabled: true, keyType: 'Account' }
      }
    }
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' } // Who may read is asked by identity; the app has no network of its own (decision 20).
    publicNetworkAccess: 'Enabled'
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

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  name: 'kept'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds every request, coach and figure. Take a backup and this lock away before you delete it (docs/deploy.md).'
  }
}

// What is written and deleted, by whom. Reads are left out: the sweeps of an idle network alone would be millions of rows a month.
#disable-next-line use-recent-api-versions // The newest that knows metrics by category is still called a preview.
resource tableDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::tableService
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageWrite', enabled: true }, { category: 'StorageDelete', enabled: true }]
  }
}

#disable-next-line use-recent-api-versions // As above.
resource queueDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::queueService
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageWrite', enabled: true }]
  }
}

#disable-next-line use-recent-api-versions // As above.
resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::blobService
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
  }
}

@description('Where the deployed package lies.')
output packageUrl string = '${account.properties.primaryEndpoints.blob}${packageContainer}'
