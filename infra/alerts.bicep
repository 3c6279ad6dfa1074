metadata description = 'What somebody is woken for. Each alert names the section of docs/runbook.md that says what to do.'

@description('Where the rules are.')
param location string

@description('The first part of each rule\'s name.')
param prefix string

@description('Tags of every resource.')
param tags { *: string }

@description('Who gets the alerts by email.')
@minLength(1)
param recipients string[]

@description('Where docs/runbook.md can be read: the address that alerts name, before the section.')
param runbook string

@description('The workspace that the telemetry lies in.')
param workspaceId string

@description('The storage account.')
param accountName string

@description('Days that a request may wait for a coach before it is an alert.')
@minValue(1)
param oldestWaitingDays int

@description('A rule over the telemetry of the last while.')
type Rule = {
  @description('The section of the runbook, which is also the rule\'s name.')
  section: string

  @description('What is the matter, in a sentence.')
  says: string

  @description('0 (worst) to 4.')
  severity: int

  @description('Rows with a TimeGenerated and a Value.')
  query: string

  @description('How the values of a window become one.')
  by: 'Maximum' | 'Total'

  @description('An alert is more than this.')
  above: int

  @description('How often it is asked, and over how long a time.')
  every: 'PT5M' | 'PT15M' | 'PT1H'
}

// The metrics of our meter `Arl` are rows of AppMetrics. A log alert sees two days at most, so whatever takes longer is a gauge that tells its own age.
var rules Rule[] = [
  {
    section: 'poison-messages'
    says: 'A message failed for good: work is not done until somebody looks at it.'
    severity: 1
    query: 'AppMetrics | where Name == "arl.queue.poisoned" | project TimeGenerated, Value = Sum'
    by: 'Maximum'
    above: 0
    every: 'PT15M'
  }
  {
    section: 'failed-sends'
    says: 'An email could not be sent.'
    severity: 2
    query: 'AppMetrics | where Name == "arl.emails.failed" | project TimeGenerated, Value = Sum'
    by: 'Total'
    above: 0
    every: 'PT15M'
  }
  {
    section: 'work-overdue'
    says: 'Work has been owed for more than 30 minutes: emails cannot leave, or messages are not handled.'
    severity: 2
    query: 'AppMetrics | where Name == "arl.outbox.lag" | project TimeGenerated, Value = Sum'
    by: 'Maximum'
    above: 1800
    every: 'PT15M'
  }
  {
    section: 'oldest-waiting-request'
    says: 'A request has waited for a coach for more than ${oldestWaitingDays} days.'
    severity: 3
    query: 'AppMetrics | where Name == "arl.requests.oldest_waiting" | project TimeGenerated, Value = Sum'
    by: 'Maximum'
    above: oldestWaitingDays * 86400
    every: 'PT1H'
  }
  {
    section: 'no-reach-report'
    says: 'No reach report has been sent for more than 8 days.'
    severity: 2
    query: 'AppMetrics | where Name == "arl.reach.report_age" | project TimeGenerated, Value = Sum'
    by: 'Maximum'
    above: 8 * 86400
    every: 'PT1H'
  }
  {
    section: 'server-errors'
    says: 'The app answered with a fault of its own (5xx) more than four times within a quarter of an hour.'
    severity: 1
    query: 'AppRequests | where toint(ResultCode) between (500 .. 599) | summarize TimeGenerated = min(TimeGenerated), Value = max(ItemCount) by OperationId | project TimeGenerated, Value' // The host and the worker each write a row of one call.
    by: 'Total'
    above: 4
    every: 'PT15M'
  }
  {
    section: 'health-not-ready'
    says: 'The app has measured nothing for a quarter of an hour: it may not run, or its telemetry does not arrive.'
    severity: 1
    query: 'AppMetrics | where Name == "arl.outbox.lag" | summarize Rows = count() | project TimeGenerated = now(), Value = toint(Rows == 0)'
    by: 'Maximum'
    above: 0
    every: 'PT15M'
  }
]

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: accountName
}

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${prefix}-staff'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'ARL network'
    emailReceivers: [
      for (recipient, i) in recipients: {
        name: 'recipient-${i}'
        emailAddress: recipient
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alert 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: '${prefix}-${rule.section}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.says
      description: '${rule.says} What to do: ${runbook}#${rule.section}'
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.every
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'Value'
            timeAggregation: rule.by
            operator: 'GreaterThan'
            threshold: rule.above
            failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 }
          }
        ]
      }
      autoMitigate: true
      skipQueryValidation: true // The tables come with the first telemetry, after the first deployment.
      actions: {
        actionGroups: [group.id]
        customProperties: { runbook: '${runbook}#${rule.section}' }
      }
    }
  }
]

resource throttled 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${prefix}-storage-throttling'
  location: 'global'
  tags: tags
  properties: {
    description: 'Storage turned calls away because there were too many. What to do: ${runbook}#storage-throttling'
    severity: 2
    enabled: true
    scopes: [account.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'turned-away'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Storage/storageAccounts'
          metricName: 'Transactions'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: [
                'ServerBusyError'
                'ClientThrottlingError'
                'ClientAccountRequestThrottlingError'
                'ClientAccountBandwidthThrottlingError'
                'SuccessWithThrottling'
              ]
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: group.id
        webHookProperties: { runbook: '${runbook}#storage-throttling' }
      }
    ]
  }
}

@description('Who is told, for the budget.')
output actionGroupId string = group.id
