using System.Text.Json;
using System.Text.RegularExpressions;
using Arl.Functions.Hosting;
using Xunit;
using static Arl.Tests.House.InfraTemplate;

namespace Arl.Tests.House;

/// <summary>Secrets lie in the key vault and nowhere else, and telemetry is sent by identity.</summary>
public sealed partial class InfraSecretsTests
{
    private static readonly string[] s_required =
        ["AZURE_LOCATION=eastus2", "ARL_MAIL_FROM=network@arl.example", "ARL_MAIL_REDIRECT_TO=test@arl.example", "ARL_STAFF_RECIPIENTS=staff@arl.example", "ARL_ALERT_RECIPIENTS=ops@arl.example"];

    [Fact]
    public async Task The_key_vault_asks_who_reads_by_role_and_loses_nothing_that_is_deleted()
    {
        using var template = await Read();

        var vault = Assert.Single(Resources(template, "Microsoft.KeyVault/vaults")).GetProperty("properties");
        Assert.All(["enableRbacAuthorization", "enableSoftDelete", "enablePurgeProtection"], on => Assert.True(vault.GetProperty(on).GetBoolean()));
        Assert.Equal(90, vault.GetProperty("softDeleteRetentionInDays").GetInt32());
        Assert.All(["enabledForDeployment", "enabledForDiskEncryption", "enabledForTemplateDeployment"], off => Assert.False(vault.GetProperty(off).GetBoolean()));
    }

    /// <summary>It names where telemetry goes; who may send there is asked of the identity (see below).</summary>
    private const string NoKeyWithoutItsIdentity = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    [Fact]
    public async Task Each_secret_setting_says_where_the_vault_has_it()
    {
        using var template = await Read();
        var settings = await AppSettings();
        var outputs = TemplateOf(template, "vault").GetProperty("outputs");
        var kept = Resources(template, "Microsoft.KeyVault/vaults/secrets").Select(secret => secret.GetProperty("name").GetString()!.Split('\'')[^2]).ToList();

        var secrets = SettingsCatalog.Secret.Except([NoKeyWithoutItsIdentity]).Select(key => key.Replace(":", "__", StringComparison.Ordinal)).Where(settings.ContainsKey).ToList();

        Assert.Equal(["Arl__LinkKeys", "Mail__SendGrid__ApiKey", "Mail__SendGrid__WebhookKey"], secrets.Order(StringComparer.Ordinal));
        Assert.All(secrets, secret =>
        {
            var output = VaultOutput().Match(settings[secret]).Groups["name"].Value;
            var reference = Reference().Match(outputs.GetProperty(output).GetProperty("value").GetString()!);
            Assert.Contains(reference.Groups["secret"].Value, kept);
        });
        Assert.Equal("[parameters('identityId')]", Assert.Single(Resources(template, "Microsoft.Web/sites")).GetProperty("properties").GetProperty("keyVaultReferenceIdentity").GetString());
    }

    [Fact]
    public async Task Secrets_come_in_as_secure_parameters_and_go_out_nowhere()
    {
        using var template = await Read();

        foreach (var inner in Templates(template.RootElement).Where(inner => inner.TryGetProperty("parameters", out _)))
        {
            var parameters = inner.GetProperty("parameters").EnumerateObject().ToList();
            Assert.All(parameters.Where(parameter => parameter.Name is "linkKeys" or "sendGridApiKey"), parameter => Assert.Equal("securestring", parameter.Value.GetProperty("type").GetString()));
            var secure = parameters.Where(parameter => parameter.Value.TryGetProperty("type", out var type) && type.GetString()!.StartsWith("secure", StringComparison.Ordinal)).Select(parameter => $"parameters('{parameter.Name}')").ToList();
            var outputs = inner.TryGetProperty("outputs", out var named) ? named.GetRawText() : "";
            Assert.All(secure, parameter => Assert.DoesNotContain(parameter, outputs, StringComparison.Ordinal));
        }
        Assert.DoesNotMatch(Listed(), template.RootElement.GetRawText());
    }

    [Fact]
    public async Task Every_parameter_says_what_it_is()
    {
        using var template = await Read();

        Assert.All(Templates(template.RootElement).Where(inner => inner.TryGetProperty("parameters", out _)).SelectMany(inner => inner.GetProperty("parameters").EnumerateObject()),
            parameter => Assert.NotEqual("", parameter.Value.GetProperty("metadata").GetProperty("description").GetString()));
    }

    [Fact]
    public async Task Telemetry_is_sent_by_identity_and_by_no_key()
    {
        using var template = await Read();
        var settings = await AppSettings();

        Assert.True(Assert.Single(Resources(template, "Microsoft.Insights/components")).GetProperty("properties").GetProperty("DisableLocalAuth").GetBoolean());
        Assert.All(Resources(template, "Microsoft.OperationalInsights/workspaces"), workspace => Assert.True(workspace.GetProperty("properties").GetProperty("features").GetProperty("disableLocalAuth").GetBoolean()));
        Assert.Contains("ClientId={0};Authorization=AAD", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_and_the_code_are_told_the_same_identity()
    {
        var settings = await AppSettings();

        Assert.Equal("managedidentity", settings["AzureWebJobsStorage__credential"]);
        Assert.All(["AzureWebJobsStorage__clientId", "AZURE_CLIENT_ID"], name => Assert.Equal("[reference('identity').outputs.clientId.value]", settings[name]));
        Assert.DoesNotContain("AzureWebJobsStorage", settings.Keys);
    }

    [Fact]
    public async Task The_staffs_tenant_is_set_together_with_the_registration_or_not_at_all()
    {
        var settings = await AppSettings();

        Assert.Equal("[parameters('staffClientId')]", settings["Staff__Entra__ClientId"]);
        Assert.Equal("[if(empty(parameters('staffClientId')), '', parameters('staffTenantId'))]", settings["Staff__Entra__TenantId"]);
    }

    [Fact]
    public async Task Who_reads_or_changes_a_secret_and_who_changes_data_is_written_down()
    {
        using var template = await Read();

        var watched = Resources(template, "Microsoft.Insights/diagnosticSettings").ToList();

        Assert.Equal(["blobServices", "queueServices", "tableServices", "vaults"], watched.Select(setting => Watched().Match(setting.GetProperty("scope").GetString()!).Value).Order(StringComparer.Ordinal));
        Assert.All(watched, setting => Assert.Equal("[parameters('workspaceId')]", setting.GetProperty("properties").GetProperty("workspaceId").GetString()));
    }

    [Theory]
    [InlineData("test", "\"mailRedirectTo\":{\"value\":\"test@arl.example\"}")]
    [InlineData("live", "\"storageLocked\":{\"value\":true}")]
    public async Task The_parameters_of_the_test_and_the_live_site_hold_no_secret(string site, string own)
    {
        SkipWithoutBicep();

        var (exitCode, output, errors) = await Parameters($"main.{site}.bicepparam", s_required);

        Assert.Equal((0, ""), (exitCode, errors));
        using var built = JsonDocument.Parse(output);
        var parameters = built.RootElement.GetProperty("parametersJson").GetString()!.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        Assert.Contains($"\"environmentName\":{{\"value\":\"{site}\"}}", parameters, StringComparison.Ordinal);
        Assert.Contains(own, parameters, StringComparison.Ordinal);
        Assert.All(["linkKeys", "sendGridApiKey"], secret => Assert.Contains($"\"{secret}\":{{\"value\":\"\"}}", parameters, StringComparison.Ordinal)); // Then those in the vault stay.
    }

    [Fact]
    public async Task What_azd_is_told_are_parameters_that_there_are()
    {
        using var template = await Read();
        using var azd = JsonDocument.Parse(Repository.Text("infra", "main.parameters.json"));

        var known = template.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name).ToHashSet();

        Assert.Subset(known, azd.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name).ToHashSet());
        Assert.All(azd.RootElement.GetProperty("parameters").EnumerateObject(), parameter => Assert.Matches(Variable(), parameter.Value.GetProperty("value").GetString()!));
    }

    [GeneratedRegex(@"^\[reference\('vault'\)\.outputs\.(?<name>\w+)\.value\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VaultOutput();

    [GeneratedRegex(@"'@Microsoft\.KeyVault\(SecretUri=\{0\}secrets/(?<secret>[a-z-]+)\)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\blist(Keys|Secrets|AccountSas|ServiceSas|Credentials)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Listed();

    [GeneratedRegex("(blob|queue|table)Services|vaults", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Watched();

    [GeneratedRegex(@"^\$\{(ARL|AZURE)_[A-Z_]+(=[\w./]+)?\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
