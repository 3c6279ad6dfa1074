metadata description = 'Who the app is: an identity that exists, with its roles, before the app starts for the first time (decision 20).'

@description('Where the identity is.')
param location string

@description('The identity\'s name.')
param name string

@description('Tags of every resource.')
param tags { *: string }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('The identity itself, for the app.')
output id string = identity.id

@description('What the app calls itself by when it asks for a token.')
output clientId string = identity.properties.clientId

@description('What roles are given to.')
output principalId string = identity.properties.principalId
