metadata description = 'Where telemetry goes: Log Analytics, and Application Insights on it. Written by identity only, never by key, and without the addresses of pages, which can be their keys.'

@description('Where telemetry is kept.')
param location string

@description('The workspace\'s name.')
param workspaceName string

@description('The name of Application Insights.')
param insightsName string

@description('The name of the rule that keeps addresses out.')
param ruleName string

@description('Whether that rule is there already, from an earlier deployment: then the workspace is never without it.')
param ruleIsMade bool

@description('Tags of every resource.')
param tags { *: string }

@description('Days for which telemetry is kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('GB a day after which no more is taken in until the next day, so that a fault cannot cost without end.')
@minValue(1)
param dailyCapGB int

// A name without an address, or one that is a route's template and holds nothing that may be a token (22 characters and more), an id or a number. Else its first word, the method.
var harmless = '^[A-Z]+ /?([a-z-]{1,20}|[{][^/{}]+[}])(/([a-z-]{1,20}|[{][^/{}]+[}]))*$'
var shortName = 'iif(Name !contains "/" or Name matches regex "${harmless}", Name, tostring(split(Name, "/")[0]))'
var names = 'Name = ${shortName}, OperationName = ${replace(shortName, 'Name', 'OperationName')}'

// What SpanPrivacy lets out of a span of ours and queries ask for. Of a property bag a transformation can take nothing out; it can only make a new one.
var kept = [
  'arl.reference'
  'arl.mail.kind'
  'arl.mail.outcome'
  'error.type'
  'http.request.method'
  'http.route'
  'messaging.system'
  'messaging.operation.type'
  'messaging.destination.name'
  'faas.name'
  'faas.trigger'
  'faas.invocation_id'
  'faas.instance'
  '_MS.links'
]
var properties = 'Properties = pack(${join(map(kept, key => '"${key}", Properties["${key}"]'), ', ')})'

// Pages whose address is their key, wherever a line of the host's log names one.
var secret = '(requests|act|coach|calls|unsubscribe)/'
var transformed = [
  { table: 'AppRequests', by: 'source | extend Url = "", ${names}, ${properties}' }
  { table: 'AppDependencies', by: 'source | extend Data = "", ${names}, ${properties}' }
  {
    table: 'AppTraces'
    by: 'source | extend Message = iif(Message matches regex "${secret}", "(an address stood here)", Message), OperationName = ${replace(shortName, 'Name', 'OperationName')}, Properties = iif(tostring(Properties) matches regex "${secret}", parse_json("{}"), Properties)'
  }
]

module workspace 'workspace.bicep' = {
  params: {
    location: location
    name: workspaceName
    tags: tags
    retentionDays: retentionDays
    dailyCapGB: dailyCapGB
    ruleId: ruleIsMade ? resourceId('Microsoft.Insights/dataCollectionRules', ruleName) : ''
  }
}

resource rule 'Microsoft.Insights/dataCollectionRules@2024-03-11' = {
  name: ruleName
  location: location
  tags: tags
  kind: 'WorkspaceTransforms'
  properties: {
    description: 'The Functions host writes the address of every request; those of some pages are their keys. They are taken out before anything is kept.'
    destinations: {
      logAnalytics: [{ name: 'workspace', workspaceResourceId: workspace.outputs.id }]
    }
    dataFlows: [
      for one in transformed: {
        streams: ['Microsoft-Table-${one.table}']
        destinations: ['workspace']
        transformKql: one.by
      }
    ]
  }
}

module transforming 'workspace.bicep' = {
  params: {
    location: location
    name: workspaceName
    tags: tags
    retentionDays: retentionDays
    dailyCapGB: dailyCapGB
    ruleId: rule.id
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: transforming.outputs.id
    DisableLocalAuth: true
    DisableIpMasking: false // No caller's address is kept.
    RetentionInDays: retentionDays
  }
}

@description('The workspace, for diagnostic settings and alerts.')
output workspaceId string = transforming.outputs.id

@description('Where the app sends its telemetry. No secret: without the identity\'s role nothing is taken.')
output connectionString string = insights.properties.ConnectionString
