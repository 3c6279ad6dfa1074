using System.Text.RegularExpressions;
using Arl.Functions;
using Arl.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.House;

/// <summary>The app settings of infra/ are all that the code asks for, and docs/settings.md explains every one that may be set.</summary>
public sealed partial class SettingsTests
{
    /// <summary>A sound value for each setting that infra/ sets.</summary>
    private static readonly Dictionary<string, string?> s_values = new()
    {
        ["AzureWebJobsStorage__accountName"] = "arlexample",
        ["AzureWebJobsStorage__credential"] = "managedidentity",
        ["AzureWebJobsStorage__clientId"] = "11111111-1111-1111-1111-111111111111",
        ["AZURE_CLIENT_ID"] = "11111111-1111-1111-1111-111111111111",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://localhost/",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "ClientId=11111111-1111-1111-1111-111111111111;Authorization=AAD",
        ["AzureWebJobsDisableHomepage"] = "true",
        ["Arl__BaseUrl"] = "https://help.example.org",
        ["Arl__TimeZone"] = "America/New_York",
        ["Arl__StaffRecipients"] = "staff@arl.example",
        ["Arl__LinkKeys"] = Convert.ToBase64String(new byte[32]),
        ["Staff__Entra__TenantId"] = "22222222-2222-2222-2222-222222222222",
        ["Staff__Entra__ClientId"] = "33333333-3333-3333-3333-333333333333",
        ["Guard__TrustedProxies"] = "1",
        ["Mail__Provider"] = "SendGrid",
        ["Mail__From"] = "network@arl.example",
        ["Mail__RedirectTo"] = "",
        ["Mail__SendGrid__ApiKey"] = "SG.example",
        ["Mail__SendGrid__WebhookKey"] = "",
    };

    [Fact]
    public async Task Infra_sets_these_settings() =>
        Assert.Equal(s_values.Keys.Order(StringComparer.Ordinal), (await InfraTemplate.AppSettings()).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task With_them_the_start_is_sound_and_every_function_can_be_built()
    {
        await using var app = Deployed();

        app.Services.GetService<IStartupValidator>()?.Validate();

        var classes = typeof(ArlServices).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(FunctionAttribute), false)));
        Assert.All(classes, type =>
        {
            using var scope = app.Services.CreateScope();
            Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, type));
        });
    }

    [Fact]
    public async Task Every_class_of_settings_is_checked_at_the_start()
    {
        await using var app = Deployed();

        Assert.Equal(SettingsCatalog.Sources.Select(source => source.Type.Name).Order(StringComparer.Ordinal), app.Services.GetServices<SettingsCheck.Read>().Select(read => read(app.Services).GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_start_binds_each_setting_once()
    {
        var bound = 0;
        await using var app = Deployed(services => services.PostConfigure<SiteOptions>(_ => bound++));

        app.Services.GetRequiredService<IStartupValidator>().Validate();
        _ = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value;

        Assert.Equal(1, bound);
    }

    [Fact]
    public async Task A_start_that_fails_says_all_that_is_wrong_with_the_settings()
    {
        await using var app = Deployed(services => services.PostConfigure<SiteOptions>(site => site.BaseUrl = "").PostConfigure<TelemetryOptions>(telemetry => telemetry.SampleRatio = 2));

        var fault = Assert.Throws<OptionsValidationException>(app.Services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(["Set Arl:BaseUrl", "Set Telemetry:SampleRatio"], fault.Failures.Select(sentence => string.Join(' ', sentence.Split(' ').Take(2))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_is_explained_once_and_none_that_there_is_not()
    {
        var explained = Row().Matches(Repository.Text("docs", "settings.md")).SelectMany(row => Named(row.Groups["names"].Value)).Where(name => !name.StartsWith("Local:", StringComparison.Ordinal));

        Assert.Equal(SettingsCatalog.Plain.Concat(SettingsCatalog.Secret).Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    /// <summary>In a row of several only the first is written whole.</summary>
    private static IEnumerable<string> Named(string cell)
    {
        var names = cell.Split(", ").Select(name => name.Trim('`')).ToList();
        var section = names[0][..(names[0].LastIndexOf(':') + 1)];
        return names.Select(name => name.Contains(':', StringComparison.Ordinal) ? name : section + name);
    }

    [GeneratedRegex(@"^\| (?<names>`[^|]+`) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    private static WebApplication Deployed(Action<IServiceCollection>? also = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(s_values.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
        builder.Services.AddArl(builder.Configuration);
        also?.Invoke(builder.Services);
        return builder.Build();
    }
}
