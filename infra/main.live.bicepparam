using 'main.bicep'

// The live site: data in three zones and locked, one instance always warm. Deployed by .github/workflows/release.yml; nothing here is secret, and what is stays in the key vault as it is.
param environmentName = 'live'
param location = readEnvironmentVariable('AZURE_LOCATION')
param mailFrom = readEnvironmentVariable('ARL_MAIL_FROM')
param staffRecipients = readEnvironmentVariable('ARL_STAFF_RECIPIENTS')
param alertRecipients = readEnvironmentVariable('ARL_ALERT_RECIPIENTS')
param staffClientId = readEnvironmentVariable('ARL_STAFF_CLIENT_ID', '')
param sendGridWebhookKey = readEnvironmentVariable('ARL_SENDGRID_WEBHOOK_KEY', '')
param sendGridApiKey = readEnvironmentVariable('ARL_SENDGRID_API_KEY', '')
param linkKeys = readEnvironmentVariable('ARL_LINK_KEYS', '')
param customDomain = readEnvironmentVariable('ARL_CUSTOM_DOMAIN', '')
param customDomainIsBound = bool(readEnvironmentVariable('ARL_CUSTOM_DOMAIN_IS_BOUND', 'false'))
param runbook = readEnvironmentVariable('ARL_RUNBOOK', 'docs/runbook.md')
param telemetryRuleIsMade = true // `azd up` has been there first.
param storageLocked = true
param alwaysReady = 1
param telemetryDays = 90
