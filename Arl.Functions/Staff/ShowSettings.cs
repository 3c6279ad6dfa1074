using Arl.Functions.Hosting;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/settings</c>: the settings as the app sees them, without a secret.</summary>
public sealed class ShowSettings(StaffDoor door, SettingsCatalog catalog)
{
    [Function(nameof(ShowSettings))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/settings")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, _ => Task.FromResult(PageResults.Page<SettingsPage>(new { Settings = catalog.Read() })));
}
