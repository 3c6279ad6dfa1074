using Arl.Functions;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Staff;
using Arl.Functions.Staff.SignIn;
using Arl.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class StaffOptionsTests
{
    [Theory]
    [InlineData("", "", "", true)]
    [InlineData(OpenIdProvider.Tenant, OpenIdProvider.Client, "", true)]
    [InlineData(OpenIdProvider.Tenant, OpenIdProvider.Client, "https://login.microsoftonline.us/t/v2.0", true)]
    [InlineData(OpenIdProvider.Tenant, OpenIdProvider.Client, "http://localhost:1/t/v2.0", true)]
    [InlineData(OpenIdProvider.Tenant, "", "", false)]
    [InlineData("", OpenIdProvider.Client, "", false)]
    [InlineData("common", OpenIdProvider.Client, "", false)]
    [InlineData("organizations", OpenIdProvider.Client, "", false)]
    [InlineData(OpenIdProvider.Tenant, OpenIdProvider.Client, "http://login.example/v2.0", false)]
    [InlineData(OpenIdProvider.Tenant, OpenIdProvider.Client, "login.example", false)]
    public void One_tenant_and_one_app_or_no_sign_in_at_all(string tenant, string client, string authority, bool isSound)
    {
        var options = Services(tenant, client, authority).BuildServiceProvider().GetRequiredService<IOptions<StaffOptions>>();

        Assert.Equal(isSound, Record.Exception(() => options.Value) is null);
    }

    [Fact]
    public void The_public_cloud_is_the_default() =>
        Assert.Equal($"https://login.microsoftonline.com/{OpenIdProvider.Tenant}/v2.0", new EntraOptions { TenantId = OpenIdProvider.Tenant, ClientId = OpenIdProvider.Client }.Address.AbsoluteUri);

    [Theory]
    [InlineData("", typeof(LoopbackDeveloper))]
    [InlineData(OpenIdProvider.Client, typeof(EntraSignIn))]
    public void The_local_host_has_its_developer_unless_Entra_ID_is_set_up(string client, Type expected)
    {
        var configuration = Configuration(client.Length > 0 ? OpenIdProvider.Tenant : "", client, "");

        using var services = new ServiceCollection().AddLocal(configuration).BuildServiceProvider();

        Assert.IsType(expected, services.GetRequiredService<IStaffSignIn>());
    }

    private static IServiceCollection Services(string tenant, string client, string authority) => new ServiceCollection().AddArl(Configuration(tenant, client, authority));

    private static IConfiguration Configuration(string tenant, string client, string authority) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["Arl:LinkKeys"] = Convert.ToBase64String(new byte[32]),
        ["Staff:Entra:TenantId"] = tenant,
        ["Staff:Entra:ClientId"] = client,
        ["Staff:Entra:Authority"] = authority,
    }).Build();
}
