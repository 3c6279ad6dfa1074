using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Arl.Functions.Storage;
using Xunit;

namespace Arl.Tests.House;

/// <summary>What infra/main.bicep would deploy, read from the template that the bicep compiler makes of it.</summary>
public sealed partial class InfraTests
{
    private static readonly string? s_bicep = typeof(InfraTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "BicepPath")?.Value;
    private static readonly Lazy<Task<(int ExitCode, string Output, string Errors)>> s_built = new(() => Bicep("build", "--stdout"));

    [Fact]
    public async Task It_compiles_and_lints_without_a_word()
    {
        SkipWithoutBicep();

        var (builtWith, _, built) = await s_built.Value;
        var (lintedWith, output, linted) = await Bicep("lint");

        Assert.Equal((0, "", 0, "", ""), (builtWith, built, lintedWith, linted, output));
    }

    [Fact]
    public async Task The_linter_is_at_its_strictest()
    {
        using var config = JsonDocument.Parse(Repository.Text("infra", "bicepconfig.json"));

        var levels = config.RootElement.GetProperty("analyzers").GetProperty("core").GetProperty("rules").EnumerateObject().Select(rule => rule.Value.GetProperty("level").GetString());

        Assert.All(levels, level => Assert.Equal("error", level));
        Assert.DoesNotContain("#disable", string.Concat(await Task.WhenAll(Repository.Files.Where(file => file.EndsWith(".bicep", StringComparison.Ordinal)).Select(file => File.ReadAllTextAsync(Repository.PathOf(file))))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_table_queue_and_container_that_the_code_names_is_deployed_and_no_other()
    {
        using var template = await Template();

        Assert.Equal(TableNames.All.Order(StringComparer.Ordinal), Named(template, "Microsoft.Storage/storageAccounts/tableServices/tables"));
        Assert.Equal(QueueNames.All.Order(StringComparer.Ordinal), Named(template, "Microsoft.Storage/storageAccounts/queueServices/queues"));
        Assert.Equal(ContainerNames.All.Append("the package").Order(StringComparer.Ordinal), Named(template, "Microsoft.Storage/storageAccounts/blobServices/containers"));
    }

    [Fact]
    public async Task Storage_knows_no_key_no_plain_HTTP_no_old_TLS_and_no_public_blob()
    {
        using var template = await Template();

        var account = Assert.Single(Resources(template, "Microsoft.Storage/storageAccounts")).GetProperty("properties");
        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.All(Resources(template, "Microsoft.Storage/storageAccounts/blobServices/containers"), container => Assert.Equal("None", container.GetProperty("properties").GetProperty("publicAccess").GetString()));
    }

    [Fact]
    public async Task The_function_app_answers_HTTPS_only_and_takes_no_password()
    {
        using var template = await Template();

        var app = Assert.Single(Resources(template, "Microsoft.Web/sites")).GetProperty("properties");
        Assert.True(app.GetProperty("httpsOnly").GetBoolean());
        Assert.Equal("1.2", app.GetProperty("siteConfig").GetProperty("minTlsVersion").GetString());
        Assert.Equal("Disabled", app.GetProperty("siteConfig").GetProperty("ftpsState").GetString());
        var passwords = Resources(template, "Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();
        Assert.Equal(2, passwords.Count);
        Assert.All(passwords, policy => Assert.False(policy.GetProperty("properties").GetProperty("allow").GetBoolean()));
    }

    [Fact]
    public async Task The_app_trusts_the_sign_ins_header_only_once_the_platform_stands_in_front()
    {
        using var template = await Template();

        var signIn = Assert.Single(Resources(template, "Microsoft.Web/sites/config"), config => config.GetProperty("name").GetString()!.Contains("authsettingsV2", StringComparison.Ordinal));
        var settings = Assert.Single(Resources(template, "Microsoft.Web/sites/config"), config => config.GetProperty("name").GetString()!.Contains("appsettings", StringComparison.Ordinal));
        Assert.Equal("[not(empty(parameters('staffClientId')))]", signIn.GetProperty("condition").GetString());
        Assert.True(signIn.GetProperty("properties").GetProperty("platform").GetProperty("enabled").GetBoolean());
        Assert.Contains(settings.GetProperty("dependsOn").EnumerateArray(), resource => resource.GetString()!.Contains("signIn", StringComparison.Ordinal));
        var trust = template.RootElement.GetProperty("resources").GetProperty("functions").GetProperty("properties").GetProperty("parameters").GetProperty("settings").GetProperty("value").GetProperty("Staff__TrustPlatformHeader").GetString();
        Assert.Equal("[if(empty(parameters('staffClientId')), 'false', 'true')]", trust);
    }

    [Fact]
    public async Task The_app_runs_on_Flex_Consumption_with_the_isolated_worker_on_NET_10()
    {
        using var template = await Template();

        Assert.Equal("FC1", Assert.Single(Resources(template, "Microsoft.Web/serverfarms")).GetProperty("sku").GetProperty("name").GetString());
        var config = Assert.Single(Resources(template, "Microsoft.Web/sites")).GetProperty("properties").GetProperty("functionAppConfig");
        Assert.Equal(("dotnet-isolated", "10.0"), (config.GetProperty("runtime").GetProperty("name").GetString(), config.GetProperty("runtime").GetProperty("version").GetString()));
        Assert.Equal("SystemAssignedIdentity", config.GetProperty("deployment").GetProperty("storage").GetProperty("authentication").GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_app_has_the_least_roles_in_storage()
    {
        using var template = await Template();

        Assert.Single(Resources(template, "Microsoft.Authorization/roleAssignments"));
        var roles = Templates(template.RootElement).Select(inner => inner.TryGetProperty("variables", out var variables) && variables.TryGetProperty("roles", out var listed) ? listed : default).Single(found => found.ValueKind == JsonValueKind.Object);
        Assert.Equal(["storageBlobDataOwner", "storageQueueDataContributor", "storageTableDataContributor"], roles.EnumerateObject().Select(role => role.Name));
    }

    [Fact]
    public async Task Secrets_come_in_as_secure_parameters()
    {
        using var template = await Template();

        var parameters = template.RootElement.GetProperty("parameters");
        Assert.All(["linkKeys", "sendGridApiKey"], name => Assert.Equal("securestring", parameters.GetProperty(name).GetProperty("type").GetString()));
        Assert.All(parameters.EnumerateObject(), parameter => Assert.NotEqual("", parameter.Value.GetProperty("metadata").GetProperty("description").GetString()));
    }

    /// <summary>The names of the app settings that the template sets.</summary>
    internal static async Task<IReadOnlyList<string>> AppSettings()
    {
        using var template = await Template();
        var settings = template.RootElement.GetProperty("resources").GetProperty("functions").GetProperty("properties").GetProperty("parameters").GetProperty("settings").GetProperty("value");
        return [.. settings.EnumerateObject().Select(setting => setting.Name)];
    }

    private static async Task<JsonDocument> Template()
    {
        SkipWithoutBicep();
        var (exitCode, output, errors) = await s_built.Value;
        Assert.True(exitCode == 0, errors);
        return JsonDocument.Parse(output);
    }

    private static Task<(int ExitCode, string Output, string Errors)> Bicep(string command, params string[] options) =>
        Repository.Run(s_bicep!, [command, Repository.PathOf("infra", "main.bicep"), .. options], CancellationToken.None);

    private static void SkipWithoutBicep() => Assert.SkipWhen(s_bicep is null, "There is no NuGet package of the bicep compiler for this machine (only for Linux x64).");

    /// <summary>The template and those of its modules.</summary>
    private static IEnumerable<JsonElement> Templates(JsonElement template) =>
        In(template).Where(resource => TypeOf(resource) == "Microsoft.Resources/deployments")
            .SelectMany(module => Templates(module.GetProperty("properties").GetProperty("template")))
            .Prepend(template);

    /// <summary>The resources of a template: named ones in language version 2, a list before.</summary>
    private static IEnumerable<JsonElement> In(JsonElement template) =>
        template.GetProperty("resources") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : template.GetProperty("resources").EnumerateObject().Select(resource => resource.Value);

    private static string? TypeOf(JsonElement resource) => resource.GetProperty("type").GetString();

    private static IEnumerable<JsonElement> Resources(JsonDocument template, string type) =>
        Templates(template.RootElement).SelectMany(In).Where(resource => TypeOf(resource) == type);

    private static IEnumerable<string> Named(JsonDocument template, string type) =>
        Templates(template.RootElement).SelectMany(inner => In(inner).Where(resource => TypeOf(resource) == type).SelectMany(resource => NamesOf(inner, resource))).Order(StringComparer.Ordinal);

    /// <summary>The names that a resource gets: those of the list that it loops over, or its own.</summary>
    private static IEnumerable<string> NamesOf(JsonElement template, JsonElement resource)
    {
        if (resource.TryGetProperty("copy", out var loop))
            return template.GetProperty("variables").GetProperty(ListName().Match(loop.GetProperty("count").GetString()!).Groups["list"].Value).EnumerateArray().Select(name => name.GetString()!);
        var name = resource.GetProperty("name").GetString()!;
        return [name.EndsWith("parameters('packageContainer'))]", StringComparison.Ordinal) ? "the package" : name];
    }

    [GeneratedRegex(@"^\[length\(variables\('(?<list>\w+)'\)\)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListName();
}
