metadata description = 'Where telemetry goes: Log Analytics, and Application Insights on it. Written by identity only, never by key.'

@description('Where telemetry is kept.')
param location string

@description('The workspace\'s name.')
param workspaceName string

@description('The name of Application Insights.')
param insightsName string

@description('Tags of every resource.')
param tags { *: string }

@description('Days for which telemetry is kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('GB a day after which no more is taken in until the next day, so that a fault cannot cost without end.')
@minValue(1)
param dailyCapGB int

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGB }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
    DisableIpMasking: false // No caller's address is kept.
    RetentionInDays: retentionDays
  }
}

@description('The workspace, for diagnostic settings and alerts.')
output workspaceId string = workspace.id

@description('Where the app sends its telemetry. No secret: without the identity\'s role nothing is taken.')
output connectionString string = insights.properties.ConnectionString
