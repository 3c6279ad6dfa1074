using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.House;

/// <summary>The look that a release takes at a deployed site (.ci/site.mjs), taken at the functions on the local host.</summary>
public sealed class SiteLookTests : IDisposable
{
    private readonly TcpListener _mail = new(IPAddress.Loopback, 0);

    public SiteLookTests()
    {
        _mail.Start();
    }

    public void Dispose() => _mail.Dispose();

    [Fact]
    public async Task A_sound_site_passes()
    {
        var (exitCode, output, errors) = await Look(null);

        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("All is well.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_staff_pages_are_open_does_not()
    {
        var (exitCode, output, _) = await Look(services => services.AddSingleton<IStaffSignIn>(new SignedIn("somebody")));

        Assert.Equal(1, exitCode);
        Assert.Equal(["WRONG /staff asks who you are: 200", "WRONG /api/staff asks as well: 200"], output.Split('\n').Where(line => line.StartsWith("WRONG", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_platform_says_of_itself_is_noted_and_is_no_fault_of_the_site()
    {
        var (exitCode, output, errors) = await Look(services => services.AddSingleton<IStartupFilter>(new Platform()));

        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("note  It says what it runs on: server: Kestrel", output, StringComparison.Ordinal);
    }

    /// <summary>The Functions host in front of the app, which puts its name on each answer.</summary>
    private sealed class Platform : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, then) =>
            {
                http.Response.Headers.Server = "Kestrel";
                return then(http);
            });
            next(app);
        };
    }

    private async Task<(int ExitCode, string Output, string Errors)> Look(Action<IServiceCollection>? also)
    {
        await using var site = await Site.Start(also, new Dictionary<string, string?> { ["Mail:Smtp:Port"] = ((IPEndPoint)_mail.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture) });
        return await Repository.Run("node", [".ci/site.mjs", site.Http.BaseAddress!.ToString()], Site.Cancel);
    }
}
