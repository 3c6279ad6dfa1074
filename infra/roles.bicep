metadata description = 'What the function app may do in storage: the least that the host and the code need.'

@description('The storage account.')
param accountName string

@description('The function app, for the names of its roles: known before the app is there, so that what-if can tell them.')
param appName string

@description('The function app\'s identity.')
param principalId string

// Blobs: the host's leases, its keys and the package need the owner role (https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity).
// Queues: read, send and delete messages, and create the -poison queues. Tables: rows of ours and the host's diagnostic events.
var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: accountName
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(account.id, appName, role.value)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]
