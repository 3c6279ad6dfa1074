using System.Text.Json;
using System.Text.RegularExpressions;
using Arl.Functions.Hosting;
using Xunit;
using static Arl.Tests.House.InfraTemplate;

namespace Arl.Tests.House;

/// <summary>The Functions host writes the address of every request to its telemetry; the rule of infra/monitoring.bicep takes it out before anything is kept.</summary>
public sealed partial class InfraTelemetryTests
{
    private const string Rule = "Microsoft.Insights/dataCollectionRules";

    [Fact]
    public async Task Each_table_that_may_hold_an_address_is_transformed_on_its_way_in()
    {
        using var template = await Read();

        var rule = Assert.Single(Resources(template, Rule));
        Assert.Equal("WorkspaceTransforms", rule.GetProperty("kind").GetString());
        var flows = Assert.Single(rule.GetProperty("properties").GetProperty("copy").EnumerateArray());
        Assert.Equal(("dataFlows", "[length(variables('transformed'))]"), (flows.GetProperty("name").GetString(), flows.GetProperty("count").GetString()));
        Assert.Equal("[variables('transformed')[copyIndex('dataFlows')].by]", flows.GetProperty("input").GetProperty("transformKql").GetString());
        Assert.Equal(["AppRequests: Url", "AppDependencies: Data", "AppTraces: Message"],
            Variables(template).GetProperty("transformed").EnumerateArray().Select(flow => $"{flow.GetProperty("table").GetString()}: {flow.GetProperty("by").GetString()!.Split(' ')[3]}"));
    }

    [Fact]
    public async Task The_workspace_is_told_the_rule_before_anything_is_sent_and_at_later_deployments_is_never_without_it()
    {
        using var template = await Read();
        var monitoring = TemplateOf(template, "monitoring").GetProperty("resources");

        Assert.All(Resources(template, "Microsoft.OperationalInsights/workspaces"), workspace =>
            Assert.Equal("[if(empty(parameters('ruleId')), null(), parameters('ruleId'))]", workspace.GetProperty("properties").GetProperty("defaultDataCollectionRuleResourceId").GetString()));
        Assert.Equal($"[resourceId('{Rule}', parameters('ruleName'))]", RuleOf(monitoring, "transforming").GetProperty("value").GetString());
        Assert.Equal($"[if(parameters('ruleIsMade'), createObject('value', resourceId('{Rule}', parameters('ruleName'))), createObject('value', ''))]", RuleOf(monitoring, "workspace").GetString());
        Assert.Contains("transforming", monitoring.GetProperty("insights").GetProperty("dependsOn").EnumerateArray().Select(before => before.GetString()));
        Assert.Contains("monitoring", Module(template, "functions").GetProperty("dependsOn").EnumerateArray().Select(before => before.GetString()));
        Assert.Contains("azd env set ARL_TELEMETRY_RULE_IS_MADE true", Repository.Text("azure.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /requests/ARL-7K2M-9QXB/4f0dGh2kQ0uM3nq9pXw1Zg")]
    [InlineData("GET /act/ARL-7K2M-9QXB/4f0dGh2kQ0uM3nq9pXw1Zg")]
    [InlineData("POST /unsubscribe/abcdefghijklmnopqrstuvwx")] // A token may have small letters only.
    [InlineData("GET /coach/ARL-7K2M-9QXB/2/4f0dGh2kQ0uM3nq9pXw1Zg/decline")]
    [InlineData("GET /calls/2026-12-01/c-017/4f0dGh2kQ0uM3nq9pXw1Zg")]
    [InlineData("GET /jo@school.example")]
    [InlineData("GET http://127.0.0.1:8080/act/x/y")]
    public async Task A_name_that_may_hold_a_key_is_not_kept(string name)
    {
        using var template = await Read();

        Assert.DoesNotMatch(Harmless(template), name);
    }

    [Theory]
    [InlineData("GET /requests/{reference}/{token}")]
    [InlineData("GET api/health/ready")]
    [InlineData("POST /staff/requests/{reference}/reassign")]
    public async Task The_name_of_a_route_is(string name)
    {
        using var template = await Read();

        Assert.Matches(Harmless(template), name);
    }

    [Fact]
    public async Task A_transformation_asks_for_nothing_that_Azure_does_not_let_it()
    {
        using var template = await Read();
        string[] offered = ["iif", "tostring", "split", "pack", "parse_json"]; // learn.microsoft.com, supported KQL features in transformations; bag_remove_keys is none of them.
        var texts = new[] { "shortName", "names", "properties" }.Select(name => Variables(template).GetProperty(name).GetString()!)
            .Concat(Variables(template).GetProperty("transformed").EnumerateArray().Select(flow => flow.GetProperty("by").GetString()!));

        var called = texts.SelectMany(text => Quoted().Matches(text))
            .SelectMany(query => Called().Matches(query.Groups["query"].Value)).Select(call => call.Groups["function"].Value);

        Assert.Subset(offered.ToHashSet(StringComparer.Ordinal), called.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_follows_one_request_is_kept()
    {
        using var template = await Read();

        var kept = Variables(template).GetProperty("kept").EnumerateArray().Select(key => key.GetString()!).ToHashSet();

        Assert.Superset(new HashSet<string> { Spans.About, "arl.mail.kind", "arl.mail.outcome", "error.type" }, kept);
        Assert.DoesNotContain(kept, key => key.StartsWith("url.", StringComparison.Ordinal) || key.StartsWith("http.target", StringComparison.Ordinal) || key.StartsWith("client.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_redundancy_of_storage_which_no_later_deployment_can_change_is_the_same_for_azd_and_for_the_pipeline()
    {
        using var template = await Read();

        Assert.All(["main.parameters.json", "main.test.bicepparam", "main.live.bicepparam"], file => Assert.DoesNotContain("storageSku", Repository.Text("infra", file), StringComparison.Ordinal)); // So the template's own value holds.
        Assert.Equal("Standard_ZRS", template.RootElement.GetProperty("parameters").GetProperty("storageSku").GetProperty("defaultValue").GetString());
    }

    private static JsonElement Variables(JsonDocument template) => TemplateOf(template, "monitoring").GetProperty("variables");

    private static string Harmless(JsonDocument template) => Variables(template).GetProperty("harmless").GetString()!;

    private static JsonElement RuleOf(JsonElement monitoring, string module) => monitoring.GetProperty(module).GetProperty("properties").GetProperty("parameters").GetProperty("ruleId");

    [GeneratedRegex("'(?<query>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<function>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Called();
}
