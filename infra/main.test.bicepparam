using 'main.bicep'

// The test site: small, and its emails go to one address. Its storage is as `azd up` made it: another redundancy would be refused. Deployed by .github/workflows/release.yml; nothing here is secret, and what is stays in the key vault as it is.
param environmentName = 'test'
param location = readEnvironmentVariable('AZURE_LOCATION')
param mailFrom = readEnvironmentVariable('ARL_MAIL_FROM')
param mailRedirectTo = readEnvironmentVariable('ARL_MAIL_REDIRECT_TO')
param staffRecipients = readEnvironmentVariable('ARL_STAFF_RECIPIENTS')
param alertRecipients = readEnvironmentVariable('ARL_ALERT_RECIPIENTS')
param staffClientId = readEnvironmentVariable('ARL_STAFF_CLIENT_ID', '')
param sendGridWebhookKey = readEnvironmentVariable('ARL_SENDGRID_WEBHOOK_KEY', '')
param sendGridApiKey = readEnvironmentVariable('ARL_SENDGRID_API_KEY', '')
param linkKeys = readEnvironmentVariable('ARL_LINK_KEYS', '')
param runbook = readEnvironmentVariable('ARL_RUNBOOK', 'docs/runbook.md')
param telemetryRuleIsMade = true // `azd up` has been there first.
param maximumInstanceCount = 10
