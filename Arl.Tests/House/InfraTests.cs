using System.Text.Json;
using Arl.Functions.Storage;
using Xunit;
using static Arl.Tests.House.InfraTemplate;

namespace Arl.Tests.House;

/// <summary>What infra/main.bicep would deploy is safe, and is what the code needs.</summary>
public sealed class InfraTests
{
    /// <summary>Who may do what, where: the identity of the app, and nobody else.</summary>
    private static readonly (string Scope, string Role)[] s_roles =
    [
        ("Microsoft.Insights/components", "3913510d-42f4-4e42-8a64-420c390055eb"), // Monitoring Metrics Publisher
        ("Microsoft.KeyVault/vaults", "4633458b-17de-408a-b874-0445c86b69e6"), // Key Vault Secrets User
        ("Microsoft.Storage/storageAccounts", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"), // Storage Table Data Contributor
        ("Microsoft.Storage/storageAccounts", "974c5e8b-45b9-4653-ba55-5f855dd0fb88"), // Storage Queue Data Contributor
        ("Microsoft.Storage/storageAccounts", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"), // Storage Blob Data Owner: the host's leases and keys
    ];

    [Fact]
    public async Task It_compiles_and_lints_without_a_word()
    {
        SkipWithoutBicep();

        var (builtWith, _, built) = await Built.Value;
        var (lintedWith, output, linted) = await Bicep("lint", "main.bicep");

        Assert.Equal((0, "", 0, "", ""), (builtWith, built, lintedWith, linted, output));
    }

    [Fact]
    public void The_linter_is_at_its_strictest()
    {
        using var config = JsonDocument.Parse(Repository.Text("infra", "bicepconfig.json"));

        var levels = config.RootElement.GetProperty("analyzers").GetProperty("core").GetProperty("rules").EnumerateObject().Select(rule => rule.Value.GetProperty("level").GetString());

        Assert.All(levels, level => Assert.Equal("error", level));
    }

    [Fact]
    public void It_is_let_off_only_where_Azures_published_types_lag_behind()
    {
        var lines = Repository.Files.Where(file => file.EndsWith(".bicep", StringComparison.Ordinal)).SelectMany(file => Repository.Text(file).Split('\n')).ToList();

        var letOff = lines.Index().Where(line => line.Item.Contains("#disable", StringComparison.Ordinal)).Select(line => (Rule: line.Item.Trim().Split(' ')[1], Next: lines[line.Index + 1])).ToList();

        Assert.All(letOff, line => Assert.True(
            (line.Rule == "use-recent-api-versions" && line.Next.Contains("'Microsoft.Insights/diagnosticSettings@2021-05-01-preview'", StringComparison.Ordinal))
            || (line.Rule == "BCP037" && line.Next.Trim() == "siteScopedCertificatesEnabled: true"),
            line.Next));
    }

    [Fact]
    public async Task Every_table_queue_and_container_that_the_code_names_is_deployed_and_no_other()
    {
        using var template = await Read();

        Assert.Equal(TableNames.All.Order(StringComparer.Ordinal), Named(template, "Microsoft.Storage/storageAccounts/tableServices/tables"));
        Assert.Equal(QueueNames.All.Order(StringComparer.Ordinal), Named(template, "Microsoft.Storage/storageAccounts/queueServices/queues"));
        Assert.Equal(ContainerNames.All.Append("the package").Order(StringComparer.Ordinal), Named(template, "Microsoft.Storage/storageAccounts/blobServices/containers"));
    }

    [Fact]
    public async Task Storage_knows_no_key_no_plain_HTTP_and_no_public_blob_and_gives_back_what_was_deleted()
    {
        using var template = await Read();

        var account = Assert.Single(Resources(template, "Microsoft.Storage/storageAccounts")).GetProperty("properties");
        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(account.GetProperty("isLocalUserEnabled").GetBoolean());
        Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.False(account.GetProperty("allowCrossTenantReplication").GetBoolean());
        Assert.All(Resources(template, "Microsoft.Storage/storageAccounts/blobServices/containers"), container => Assert.Equal("None", container.GetProperty("properties").GetProperty("publicAccess").GetString()));
        var blobs = Assert.Single(Resources(template, "Microsoft.Storage/storageAccounts/blobServices")).GetProperty("properties");
        Assert.All(["deleteRetentionPolicy", "containerDeleteRetentionPolicy"], kept => Assert.True(blobs.GetProperty(kept).GetProperty("enabled").GetBoolean()));
    }

    [Fact]
    public async Task Nothing_speaks_a_TLS_older_than_1_2()
    {
        using var template = await Read();

        var versions = Properties(template.RootElement).Where(property => property.Name.EndsWith("TlsVersion", StringComparison.OrdinalIgnoreCase)).Select(property => (property.Name, property.Value.GetString())).ToList();

        Assert.Equal(["minTlsVersion", "minimumTlsVersion", "scmMinTlsVersion"], versions.Select(version => version.Name).Order(StringComparer.Ordinal));
        Assert.All(versions, version => Assert.Contains(version.Item2, (string[])["1.2", "1.3", "TLS1_2", "TLS1_3"]));
    }

    [Fact]
    public async Task The_function_app_answers_HTTPS_only_and_takes_no_password()
    {
        using var template = await Read();

        var app = Assert.Single(Resources(template, "Microsoft.Web/sites")).GetProperty("properties");
        Assert.True(app.GetProperty("httpsOnly").GetBoolean());
        Assert.Equal("Disabled", app.GetProperty("siteConfig").GetProperty("ftpsState").GetString());
        Assert.False(app.GetProperty("siteConfig").GetProperty("remoteDebuggingEnabled").GetBoolean());
        var passwords = Resources(template, "Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();
        Assert.Equal(["ftp", "scm"], passwords.Select(policy => policy.GetProperty("name").GetString()!.Split('\'')[^2]));
        Assert.All(passwords, policy => Assert.False(policy.GetProperty("properties").GetProperty("allow").GetBoolean()));
    }

    [Fact]
    public async Task The_app_runs_on_Flex_Consumption_with_the_isolated_worker_on_NET_10()
    {
        using var template = await Read();

        Assert.Equal("FC1", Assert.Single(Resources(template, "Microsoft.Web/serverfarms")).GetProperty("sku").GetProperty("name").GetString());
        var config = Assert.Single(Resources(template, "Microsoft.Web/sites")).GetProperty("properties").GetProperty("functionAppConfig");
        Assert.Equal(("dotnet-isolated", "10.0"), (config.GetProperty("runtime").GetProperty("name").GetString(), config.GetProperty("runtime").GetProperty("version").GetString()));
        Assert.Equal("UserAssignedIdentity", config.GetProperty("deployment").GetProperty("storage").GetProperty("authentication").GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_app_has_the_roles_that_are_listed_here_and_no_other()
    {
        using var template = await Read();

        var inner = TemplateOf(template, "roles");
        var variables = inner.GetProperty("variables");
        var assigned = Resources(template, "Microsoft.Authorization/roleAssignments").SelectMany(assignment =>
        {
            Assert.Equal("[parameters('principalId')]", assignment.GetProperty("properties").GetProperty("principalId").GetString());
            var scope = assignment.GetProperty("scope").GetString()!.Split('\'')[1];
            var role = assignment.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!;
            return assignment.TryGetProperty("copy", out _)
                ? variables.GetProperty("storageRoles").EnumerateObject().Select(one => (scope, one.Value.GetString()!))
                : [(scope, variables.GetProperty(role.Split('\'')[^2]).GetString()!)];
        });

        Assert.Equal(s_roles, assigned.Order());
        Assert.Equal("[reference('identity').outputs.principalId.value]", Module(template, "roles").GetProperty("properties").GetProperty("parameters").GetProperty("principalId").GetProperty("value").GetString());
    }

    [Fact]
    public async Task The_app_starts_only_once_its_roles_are_there()
    {
        using var template = await Read();

        var before = Module(template, "functions").GetProperty("dependsOn").EnumerateArray().Select(module => module.GetString());

        Assert.Superset(new HashSet<string?> { "roles", "vault", "storage" }, before.ToHashSet());
    }

    [Fact]
    public async Task Nothing_is_deployed_that_these_tests_do_not_know()
    {
        using var template = await Read();

        Assert.Equal(
        [
            "Microsoft.Authorization/locks", "Microsoft.Authorization/roleAssignments", "Microsoft.Consumption/budgets",
            "Microsoft.Insights/actionGroups", "Microsoft.Insights/components", "Microsoft.Insights/dataCollectionRules", "Microsoft.Insights/diagnosticSettings", "Microsoft.Insights/metricAlerts", "Microsoft.Insights/scheduledQueryRules",
            "Microsoft.KeyVault/vaults", "Microsoft.KeyVault/vaults/secrets", "Microsoft.ManagedIdentity/userAssignedIdentities", "Microsoft.OperationalInsights/workspaces",
            "Microsoft.Resources/deployments", "Microsoft.Resources/resourceGroups",
            "Microsoft.Storage/storageAccounts", "Microsoft.Storage/storageAccounts/blobServices", "Microsoft.Storage/storageAccounts/blobServices/containers", "Microsoft.Storage/storageAccounts/queueServices",
            "Microsoft.Storage/storageAccounts/queueServices/queues", "Microsoft.Storage/storageAccounts/tableServices", "Microsoft.Storage/storageAccounts/tableServices/tables",
            "Microsoft.Web/serverfarms", "Microsoft.Web/sites", "Microsoft.Web/sites/basicPublishingCredentialsPolicies", "Microsoft.Web/sites/certificates", "Microsoft.Web/sites/config", "Microsoft.Web/sites/hostNameBindings",
        ], Types(template).Order(StringComparer.Ordinal));
    }
}
