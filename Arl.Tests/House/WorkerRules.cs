using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Arl.Functions;
using Arl.Functions.Hosting;
using Arl.Functions.Imports;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using NCrontab;
using Xunit;

namespace Arl.Tests.House;

/// <summary>Every attribute of every function is one that the real host and the isolated worker take; <see cref="FunctionRules"/> has the rest.</summary>
public sealed partial class WorkerRules
{
    /// <summary>The one way to the root page that both hosts take (docs/decisions/0002).</summary>
    private const string Root = "{ignored:maxlength(0)?}";

    private static readonly string[] s_hostsOwn = ["admin", "runtime", ".auth", "api/.auth", "robots933456.txt"];

    private const string Traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /// <summary>One message for each queue, with every property set.</summary>
    private static readonly Dictionary<string, object> s_messages = new()
    {
        [QueueNames.MatchRequests] = new MatchDue("ARL-7K3F-9QZ2") { Traceparent = Traceparent },
        [QueueNames.PlanWaiting] = new PlanDue(Some.Moment) { Traceparent = Traceparent },
        [QueueNames.FreePlaces] = new PlaceToFree("ARL-7K3F-9QZ2", "coach-1", "work", Completed: true, PauseUntil: Some.Today, Match: 2) { Traceparent = Traceparent },
        [QueueNames.OutgoingEmail] = new EmailsDue("requests", "ARL-7K3F-9QZ2", "introduction-1") { Traceparent = Traceparent },
        [QueueNames.CountReach] = new ReachDue("ARL-7K3F-9QZ2") { Traceparent = Traceparent },
        [QueueNames.PublishReach] = new PublishDue(Some.Moment) { Traceparent = Traceparent },
        [QueueNames.ApplyImports] = new ImportDue("coaches", "0123456789abcdef") { Traceparent = Traceparent },
        [QueueNames.StaffAlerts] = new StaffAlertDue(new("poison", "poison-1", "Look", ["One.", "Two."], "/staff/poison"), "Requests", "7", "work") { Traceparent = Traceparent },
    };

    private static readonly IReadOnlyList<MethodInfo> s_functions = [.. typeof(ArlServices).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)).Where(method => method.IsDefined(typeof(FunctionAttribute)))];

    private static readonly IReadOnlyList<(MethodInfo Method, string Route, RoutePattern Pattern)> s_routes = [.. s_functions.SelectMany(method => Triggers<HttpTriggerAttribute>(method).Select(trigger => (method, trigger.Route!, RoutePatternFactory.Parse(trigger.Route!))))];

    [Fact]
    public void A_functions_name_is_one_that_the_host_takes() =>
        Assert.All(s_functions.Select(NameOf), name => Assert.True(Name().IsMatch(name) && !name.Equals("host", StringComparison.OrdinalIgnoreCase), $"'{name}' is no name of a function."));

    [Fact]
    public void No_route_is_one_of_the_hosts_or_the_platforms_own() =>
        Assert.All(s_routes, one => Assert.DoesNotContain(s_hostsOwn, own => (one.Route + "/").StartsWith(own + "/", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void A_route_is_one_plain_path() =>
        Assert.All(s_routes, one => Assert.False(
            one.Route.Contains("//", StringComparison.Ordinal) || one.Route.AsSpan().ContainsAny('~', '\\', ' ') || (one.Route != Root && one.Route.Contains('?', StringComparison.Ordinal)), $"{NameOf(one.Method)} has the route '{one.Route}'."));

    [Fact]
    public void Only_the_root_page_and_the_page_for_what_is_not_there_begin_with_something_that_varies() =>
        Assert.Equal([Root, "{*anything}"], s_routes.Where(one => one.Pattern.PathSegments is not [{ IsSimple: true, Parts: [{ IsLiteral: true }] }, ..] || one.Pattern.Parameters.Any(parameter => parameter.IsCatchAll)).Select(one => one.Route).OrderDescending(StringComparer.Ordinal));

    [Fact]
    public void A_routes_constraints_are_known_and_its_parameters_are_the_functions() =>
        Assert.All(s_routes, one =>
        {
            var constraints = one.Pattern.ParameterPolicies.Values.SelectMany(policies => policies).Select(policy => policy.Content!.Split('(')[0]);
            Assert.All(constraints, constraint => Assert.True(new RouteOptions().ConstraintMap.ContainsKey(constraint), $"{NameOf(one.Method)}: ASP.NET knows no constraint {constraint}."));
            Assert.Empty(one.Method.GetParameters().Where(parameter => parameter.ParameterType == typeof(string)).Select(parameter => parameter.Name!).Except(one.Pattern.Parameters.Select(parameter => parameter.Name)));
        });

    [Fact]
    public void Whoever_may_call_is_decided_by_the_function_and_no_function_key() =>
        Assert.All(s_functions.SelectMany(Triggers<HttpTriggerAttribute>), trigger => Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel));

    [Fact]
    public void A_timers_six_fields_are_a_schedule_that_comes_round() =>
        Assert.All(s_functions.SelectMany(Triggers<TimerTriggerAttribute>).Where(trigger => SettingIn(trigger.Schedule) is null), trigger =>
        {
            Assert.Equal(6, trigger.Schedule.Split(' ').Length);
            var schedule = CrontabSchedule.Parse(trigger.Schedule, new() { IncludingSeconds = true });
            Assert.True(schedule.GetNextOccurrence(Some.Moment.UtcDateTime) < Some.Moment.UtcDateTime.AddYears(1));
        });

    [Fact]
    public async Task A_setting_that_a_trigger_names_is_known_and_has_a_value()
    {
        var asked = s_functions.SelectMany(Triggers<TimerTriggerAttribute>).Select(trigger => SettingIn(trigger.Schedule)).Concat(s_functions.SelectMany(Triggers<QueueTriggerAttribute>).SelectMany(trigger => new[] { SettingIn(trigger.QueueName), trigger.Connection })).OfType<string>().Distinct().ToList();
        var given = (await InfraTemplate.AppSettings()).Keys.Select(setting => setting.Replace("__", ":", StringComparison.Ordinal)).ToList();
        var documented = Repository.Text("docs", "settings.md");

        Assert.All(asked, setting => Assert.True(
            SettingsCatalog.Plain.Concat(SettingsCatalog.Secret).Contains(setting) && (given.Contains(setting) || documented.Contains($"| `{setting}`", StringComparison.Ordinal)), $"A trigger names the setting {setting}: the catalog must know it, and infra or docs/settings.md give it a value."));
    }

    [Fact]
    public void A_queues_name_is_legal_and_so_is_that_of_its_poison() =>
        Assert.All(s_functions.SelectMany(Triggers<QueueTriggerAttribute>).Select(trigger => trigger.QueueName).SelectMany(queue => new[] { queue, QueueNames.Poison(queue) }), queue => Assert.True(Queue().IsMatch(queue) && queue.Length is >= 3 and <= 63, $"'{queue}' is no name of a queue."));

    [Fact]
    public void A_message_comes_out_as_it_went_in_by_the_serializers_own_defaults()
    {
        var types = s_functions.SelectMany(method => method.GetParameters()).Where(parameter => parameter.IsDefined(typeof(QueueTriggerAttribute))).ToDictionary(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()!.QueueName, parameter => parameter.ParameterType, StringComparer.Ordinal);

        Assert.Equal(types.OrderBy(one => one.Key, StringComparer.Ordinal), s_messages.ToDictionary(one => one.Key, one => one.Value.GetType()).OrderBy(one => one.Key, StringComparer.Ordinal));
        Assert.All(s_messages.Values, message =>
        {
            var written = JsonSerializer.Serialize(message, message.GetType());
            Assert.Equal(written, JsonSerializer.Serialize(message, message.GetType(), QueueJson.Options)); // As the outbox writes it.
            Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize(written, message.GetType()), message.GetType()));
            Assert.DoesNotContain("null", written, StringComparison.Ordinal); // Every property was tried.
        });
    }

    [Fact]
    public void A_function_keeps_nothing_between_two_calls()
    {
        var fields = s_functions.SelectMany(method => method.DeclaringType!.GetFields(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));

        var kept = fields.Where(field => field.IsStatic ? !field.IsLiteral && (!field.IsInitOnly || Changes(field.FieldType)) : !field.IsInitOnly && !field.IsDefined(typeof(CompilerGeneratedAttribute)));

        Assert.Empty(kept.Where(field => !field.Name.StartsWith("<>", StringComparison.Ordinal)).Select(field => $"{field.DeclaringType!.Name}.{field.Name}"));
    }

    [Fact]
    public void The_Azure_build_takes_five_packages_of_the_worker_and_no_other()
    {
        var project = XDocument.Parse(Repository.Text("Arl.Functions", "Arl.Functions.csproj"));

        var azure = project.Descendants("ItemGroup").Where(group => group.Attribute("Condition")?.Value.Contains("'Azure'", StringComparison.Ordinal) is true).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

        Assert.Equal(
            ["Microsoft.Azure.Functions.Worker", "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore", "Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues", "Microsoft.Azure.Functions.Worker.Extensions.Timer", "Microsoft.Azure.Functions.Worker.Sdk"],
            azure.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_only_Azure_needs_is_one_file() =>
        Assert.Equal(["Arl.Functions/Hosting/Azure/Program.cs"], Repository.Files.Where(file => file.StartsWith("Arl.Functions/Hosting/Azure/", StringComparison.Ordinal)));

    /// <summary>What is made to be changed; a dictionary that is written once and read is none.</summary>
    private static bool Changes(Type type) => type.Namespace is "System.Collections.Concurrent" or "System.Threading" || type.Name.StartsWith("List`", StringComparison.Ordinal) || type.Name.StartsWith("HashSet`", StringComparison.Ordinal) || type.Name.StartsWith("Lazy`", StringComparison.Ordinal);

    private static string? SettingIn(string text) => text is ['%', .. var name, '%'] ? name : null;

    private static IEnumerable<T> Triggers<T>(MethodInfo method) where T : Attribute => method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<T>());

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Queue();
}
