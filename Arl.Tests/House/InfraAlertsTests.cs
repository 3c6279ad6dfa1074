using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;
using static Arl.Tests.House.InfraTemplate;

namespace Arl.Tests.House;

/// <summary>What goes wrong in Azure is told to somebody, with the section of the runbook that helps; so is what costs too much.</summary>
public sealed partial class InfraAlertsTests
{
    private static readonly string[] s_alerts = ["failed-sends", "health-not-ready", "no-reach-report", "oldest-waiting-request", "poison-messages", "server-errors", "storage-throttling", "work-overdue"];

    [Fact]
    public async Task There_is_an_alert_for_each_of_these_and_it_names_its_section_of_the_runbook()
    {
        using var template = await Read();

        var ofTelemetry = Rules(template).Select(rule => rule.GetProperty("section").GetString()!);
        var ofStorage = Resources(template, "Microsoft.Insights/metricAlerts").Select(alert => Section().Match(alert.GetProperty("properties").GetProperty("description").GetString()!).Groups["section"].Value);

        Assert.Equal(s_alerts, ofTelemetry.Concat(ofStorage).Order(StringComparer.Ordinal));
        Assert.All(s_alerts, section => Assert.Contains($"\n## {section}\n", Repository.Text("docs", "runbook.md").ReplaceLineEndings("\n"), StringComparison.Ordinal));
        var rule = Assert.Single(Resources(template, "Microsoft.Insights/scheduledQueryRules"));
        Assert.Equal("[length(variables('rules'))]", rule.GetProperty("copy").GetProperty("count").GetString());
        Assert.EndsWith("parameters('runbook'), variables('rules')[copyIndex()].section)]", rule.GetProperty("properties").GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_is_on_and_points_to_the_one_action_group()
    {
        using var template = await Read();
        var group = Assert.Single(Resources(template, "Microsoft.Insights/actionGroups"));
        var id = $"[resourceId('Microsoft.Insights/actionGroups', {group.GetProperty("name").GetString()!.Trim('[', ']')})]";

        var rule = Assert.Single(Resources(template, "Microsoft.Insights/scheduledQueryRules")).GetProperty("properties");
        var throttled = Assert.Single(Resources(template, "Microsoft.Insights/metricAlerts")).GetProperty("properties");

        Assert.Equal([id], rule.GetProperty("actions").GetProperty("actionGroups").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal([id], throttled.GetProperty("actions").EnumerateArray().Select(one => one.GetProperty("actionGroupId").GetString()));
        Assert.All([rule, throttled, group.GetProperty("properties")], one => Assert.True(one.GetProperty("enabled").GetBoolean()));
        Assert.Equal("emailReceivers", Assert.Single(group.GetProperty("properties").GetProperty("copy").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_rule_looks_as_far_back_as_it_is_asked_often_and_no_further_than_Azure_lets_it()
    {
        using var template = await Read();

        Assert.All(Rules(template), rule => Assert.Contains(rule.GetProperty("every").GetString(), (string[])["PT5M", "PT15M", "PT1H"]));
        Assert.All(Rules(template), rule => Assert.EndsWith(rule.GetProperty("section").GetString() switch
        {
            "server-errors" => " | summarize TimeGenerated = min(TimeGenerated), Value = max(ItemCount) by OperationId | project TimeGenerated, Value", // One call is two rows.
            "health-not-ready" => " | summarize Rows = count() | project TimeGenerated = now(), Value = toint(Rows == 0)", // A row also where there is none.
            _ => " | project TimeGenerated, Value = Sum",
        }, rule.GetProperty("query").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_alert_asks_for_is_measured()
    {
        using var template = await Read();
        var measured = Repository.Text("Arl.Functions", "Hosting", "Measures.cs");

        var asked = Rules(template).Select(rule => Asked().Match(rule.GetProperty("query").GetString()!)).Where(name => name.Success).Select(name => name.Groups["name"].Value).ToList();

        Assert.Equal(6, asked.Count);
        Assert.All(asked, name => Assert.Contains($"\"{name}\"", measured, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_budget_tells_before_all_is_spent_and_is_made_for_the_month_that_azd_remembers()
    {
        using var template = await Read();

        var budget = Assert.Single(Resources(template, "Microsoft.Consumption/budgets")).GetProperty("properties");

        Assert.Equal("[format('{0}-01T00:00:00Z', parameters('from'))]", budget.GetProperty("timePeriod").GetProperty("startDate").GetString());
        Assert.Equal([80, 100, 110], budget.GetProperty("notifications").EnumerateObject().Select(notice => notice.Value.GetProperty("threshold").GetInt32()).Order());
        Assert.All(budget.GetProperty("notifications").EnumerateObject(), notice => Assert.True(notice.Value.GetProperty("enabled").GetBoolean()));
        Assert.Contains("azd env set ARL_BUDGET_FROM", Repository.Text("azure.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_gets_its_certificate_only_once_it_is_bound()
    {
        using var template = await Read();

        var certificate = Assert.Single(Resources(template, "Microsoft.Web/sites/certificates"));
        var binding = Assert.Single(Resources(template, "Microsoft.Web/sites/hostNameBindings")).GetProperty("properties");

        Assert.Equal("[parameters('isBound')]", certificate.GetProperty("condition").GetString());
        Assert.Equal("[if(parameters('isBound'), 'SniEnabled', 'Disabled')]", binding.GetProperty("sslState").GetString());
        Assert.Equal("[not(empty(parameters('customDomain')))]", Module(template, "domain").GetProperty("condition").GetString());
    }

    private static JsonElement[] Rules(JsonDocument template) => [.. TemplateOf(template, "alerts").GetProperty("variables").GetProperty("rules").EnumerateArray()];

    [GeneratedRegex("where Name == \"(?<name>arl\\.[a-z_.]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();

    [GeneratedRegex(@"#(?<section>[a-z-]+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();
}
