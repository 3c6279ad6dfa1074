metadata description = 'The workspace that telemetry lies in. It is written twice: the rule that transforms what comes in needs a workspace that is there, and the workspace is then told the rule.'

@description('Where telemetry is kept.')
param location string

@description('The workspace\'s name.')
param name string

@description('Tags of every resource.')
param tags { *: string }

@description('Days for which telemetry is kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('GB a day after which no more is taken in until the next day, so that a fault cannot cost without end.')
@minValue(1)
param dailyCapGB int

@description('The rule by which all that comes in is transformed. Empty: there is none yet.')
param ruleId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGB }
    defaultDataCollectionRuleResourceId: empty(ruleId) ? null : ruleId
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

@description('The workspace, for what writes into it.')
output id string = workspace.id
