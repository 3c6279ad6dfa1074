using Microsoft.Extensions.Logging;

namespace Arl.Functions.Web;

/// <summary>
/// The address of a page can be its key (a status page, a link to act by, an unsubscribe link), so no log may hold an address. Ours never do;
/// ASP.NET's own lines do, and so does the scope that it opens around each request and that goes with every line of ours to whoever collects scopes.
/// </summary>
public static class SecretAddresses
{
    public static void KeepOutOfLogs(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None); // At any other level it opens the scope.
}
