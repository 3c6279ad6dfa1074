metadata description = 'What a month may cost before somebody is told. Azure only tells: it stops nothing.'

@description('The budget\'s name.')
param name string

@description('The month\'s budget, in the currency of the subscription.')
@minValue(1)
param amount int

@description('The month (yyyy-MM) in which the budget is made. Azure takes none before the current one, and never lets it be changed.')
@minLength(7)
@maxLength(7)
param from string

@description('Who is told.')
param recipients string[]

@description('The action group that is told as well.')
param actionGroupId string

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: '${from}-01T00:00:00Z' }
    notifications: {
      mostIsSpent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: recipients
        contactGroups: [actionGroupId]
      }
      allIsSpent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Actual'
        contactEmails: recipients
        contactGroups: [actionGroupId]
      }
      moreWillBeSpent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 110
        thresholdType: 'Forecasted'
        contactEmails: recipients
        contactGroups: [actionGroupId]
      }
    }
  }
}
