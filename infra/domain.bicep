metadata description = 'A domain of your own. In two deployments, because Azure makes the certificate only for a name that is bound already, and binding it anew would take HTTPS away for that while.'

@description('Where the app is.')
param location string

@description('The function app.')
param appName string

@description('The domain, such as help.example.org.')
param domain string

@description('Whether a deployment before this one has bound the domain: then it gets its certificate and HTTPS.')
param isBound bool

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

// Azure renews it by itself as long as the domain's CNAME points to the app.
resource certificate 'Microsoft.Web/sites/certificates@2025-03-01' = if (isBound) {
  parent: app
  name: replace(domain, '.', '-')
  location: location
  properties: { canonicalName: domain }
}

resource binding 'Microsoft.Web/sites/hostNameBindings@2025-03-01' = {
  parent: app
  name: domain
  properties: {
    siteName: appName
    hostNameType: 'Verified'
    customHostNameDnsRecordType: 'CName'
    sslState: isBound ? 'SniEnabled' : 'Disabled'
    thumbprint: isBound ? certificate!.properties.thumbprint : null
  }
}
