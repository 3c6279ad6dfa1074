using System.Reflection;
using System.Text.RegularExpressions;
using Arl.Functions;
using Arl.Functions.Staff;
using Arl.Functions.Staff.Poison;
using Arl.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.House;

/// <summary>What the isolated worker asks of a function, and what we ask of ours (docs/decisions/0002).</summary>
public sealed partial class FunctionRules
{
    private static readonly IReadOnlyList<MethodInfo> s_functions =
        [.. typeof(ArlServices).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)).Where(method => method.IsDefined(typeof(FunctionAttribute)))];

    private static readonly IReadOnlyList<(MethodInfo Method, HttpTriggerAttribute Trigger)> s_http = [.. s_functions.SelectMany(method => Triggers<HttpTriggerAttribute>(method).Select(trigger => (method, trigger)))];

    [Fact]
    public void Each_function_has_a_name_of_its_own() =>
        Assert.Empty(s_functions.GroupBy(method => NameOf(method), StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void A_function_class_is_sealed_public_and_holds_one_function()
    {
        Assert.All(s_functions, method => Assert.True(method.DeclaringType is { IsSealed: true, IsPublic: true }, $"{method.DeclaringType} is not a public sealed class."));
        Assert.Empty(s_functions.GroupBy(method => method.DeclaringType).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void Each_function_has_exactly_one_trigger() =>
        Assert.All(s_functions, method => Assert.Equal((NameOf(method), 1), (NameOf(method), Triggers<HttpTriggerAttribute>(method).Count() + Triggers<QueueTriggerAttribute>(method).Count() + Triggers<TimerTriggerAttribute>(method).Count())));

    [Fact]
    public void A_route_has_no_leading_slash_and_leaves_the_hosts_own_routes_alone() =>
        Assert.All(s_http, http => Assert.True(
            http.Trigger.Route is { Length: > 0 } route && route[0] != '/' && route[^1] != '/' && route.Split('/')[0].ToLowerInvariant() is not ("admin" or "runtime"),
            $"{NameOf(http.Method)} has the route '{http.Trigger.Route}'."));

    [Fact]
    public void An_HTTP_function_names_its_methods() =>
        Assert.All(s_http, http => Assert.True(http.Trigger.Methods is { Length: > 0 }, $"{NameOf(http.Method)} answers to any method."));

    [Fact]
    public void An_HTTP_function_answers_with_a_result() =>
        Assert.All(s_http, http => Assert.Equal((NameOf(http.Method), typeof(Task<IResult>)), (NameOf(http.Method), http.Method.ReturnType)));

    [Fact]
    public void No_two_functions_fight_for_the_same_request()
    {
        var claims = s_http.SelectMany(http => http.Trigger.Methods ?? [], (http, method) => (Claim: $"{method.ToUpperInvariant()} {Hole().Replace(http.Trigger.Route!.ToLowerInvariant(), hole => hole.Value.StartsWith("{*", StringComparison.Ordinal) ? "{*}" : "{}")}", Function: NameOf(http.Method)));

        Assert.Empty(claims.GroupBy(claim => claim.Claim).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(claim => claim.Function))}"));
    }

    [Fact]
    public void Each_parameter_is_one_that_both_hosts_can_fill() =>
        Assert.All(s_functions.SelectMany(method => method.GetParameters()), parameter => Assert.True(CanBeFilled(parameter), $"{parameter.Member.DeclaringType!.Name} asks for {parameter.ParameterType.Name} {parameter.Name}."));

    [Fact]
    public void A_queue_function_listens_to_a_queue_that_exists() =>
        Assert.All(s_functions.SelectMany(Triggers<QueueTriggerAttribute>), trigger => Assert.Contains(trigger.QueueName, QueueNames.All));

    [Fact]
    public void Every_queue_has_one_listener() =>
        Assert.Equal(QueueNames.All.Order(StringComparer.Ordinal), s_functions.SelectMany(Triggers<QueueTriggerAttribute>).Select(trigger => trigger.QueueName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_queue_function_records_why_it_failed() =>
        Assert.All(s_functions.Where(method => Triggers<QueueTriggerAttribute>(method).Any()), method => Assert.True(
            method.DeclaringType!.GetConstructors().Single().GetParameters().Any(parameter => parameter.ParameterType == typeof(QueueWork)),
            $"{NameOf(method)} takes no QueueWork."));

    [Fact]
    public void Every_queue_has_a_name_that_staff_understand() => Assert.All(QueueNames.All, queue => Assert.True(QueueWords.Knows(queue), $"QueueWords lacks {queue}."));

    [Fact]
    public void A_timer_has_six_fields_or_names_a_setting() =>
        Assert.All(s_functions.SelectMany(Triggers<TimerTriggerAttribute>), trigger => Assert.True(
            trigger.Schedule is ['%', .., '%'] || (trigger.Schedule.Split(' ').Length == 6 && NCrontab.CrontabSchedule.TryParse(trigger.Schedule, new() { IncludingSeconds = true }) is not null),
            $"'{trigger.Schedule}' is no schedule."));

    [Fact]
    public void Every_staff_route_is_behind_the_staff_door() =>
        Assert.All(s_http.Where(http => IsStaff(http.Trigger.Route!) && http.Trigger.Route is not ("staff/sign-in" or "staff/sign-in/done")), http => Assert.True(
            http.Method.DeclaringType!.GetConstructors().Single().GetParameters().Any(parameter => parameter.ParameterType == typeof(StaffDoor)),
            $"{NameOf(http.Method)} ('{http.Trigger.Route}') takes no StaffDoor."));

    private static bool IsStaff(string route) => route.TrimStart('/').ToLowerInvariant().Split('/') is ["staff", ..] or ["api", "staff", ..];

    private static bool CanBeFilled(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(CancellationToken)
        || (parameter.IsDefined(typeof(HttpTriggerAttribute)) && parameter.ParameterType == typeof(HttpRequest))
        || (parameter.IsDefined(typeof(TimerTriggerAttribute)) && parameter.ParameterType == typeof(TimerInfo))
        || (parameter.IsDefined(typeof(QueueTriggerAttribute)) && parameter.ParameterType is { IsClass: true, IsAbstract: false } && parameter.ParameterType != typeof(string))
        || (parameter.ParameterType == typeof(string) && RouteOf(parameter).Contains("{" + parameter.Name, StringComparison.Ordinal));

    private static string RouteOf(ParameterInfo parameter) => Triggers<HttpTriggerAttribute>((MethodInfo)parameter.Member).FirstOrDefault()?.Route ?? "";

    private static IEnumerable<T> Triggers<T>(MethodInfo method) where T : Attribute => method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<T>());

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}
