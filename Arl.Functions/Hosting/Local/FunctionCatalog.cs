using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Arl.Functions.Hosting.Local;

/// <summary>Every function of the given types. Reading it finds what the real host would refuse, or would only fail on when called, and says all of it at once.</summary>
internal sealed partial class FunctionCatalog
{
    private readonly Dictionary<string, LocalFunction> _byName = new(StringComparer.OrdinalIgnoreCase);

    private FunctionCatalog(IEnumerable<LocalFunction> functions)
    {
        foreach (var function in functions)
            _byName.Add(function.Name, function);
    }

    public IEnumerable<LocalFunction> All => _byName.Values;

    public LocalFunction? Find(string name) => _byName.GetValueOrDefault(name);

    /// <exception cref="LocalStartException">Lists everything wrong, one line each.</exception>
    public static FunctionCatalog Read(IEnumerable<Type> types, IConfiguration settings, string routePrefix)
    {
        var problems = new List<string>();
        var functions = new List<LocalFunction>();
        foreach (var (method, name) in types.SelectMany(Functions))
        {
            try
            {
                functions.Add(ReadOne(method, name, settings, routePrefix));
            }
            catch (LocalStartException wrong)
            {
                problems.Add($"{name} ({method.DeclaringType!.Name}.{method.Name}): {wrong.Message}");
            }
        }
        problems.AddRange(functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {same.Count()} functions have this name: {string.Join(", ", same.Select(one => one.Method.DeclaringType!.Name))}. Names must be unique."));
        if (problems.Count > 0)
            throw new LocalStartException("The functions cannot start:" + string.Concat(problems.Select(problem => $"{Environment.NewLine}  - {problem}")));
        return new(functions);
    }

    private static IEnumerable<(MethodInfo Method, string Name)> Functions(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select (method, function.Name);

    private static LocalFunction ReadOne(MethodInfo method, string name, IConfiguration settings, string routePrefix)
    {
        var triggers = method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes().Where(IsTrigger).Select(trigger => (Parameter: parameter, Trigger: trigger))).ToList();
        if (triggers.Count != 1)
            throw new LocalStartException($"it has {triggers.Count} triggers; a function has exactly one.");
        var (triggered, attribute) = triggers[0];
        return attribute switch
        {
            HttpTriggerAttribute http => ReadHttp(method, name, http, triggered, routePrefix),
            QueueTriggerAttribute queue => ReadQueue(method, name, queue, triggered, settings),
            _ => ReadTimer(method, name, (TimerTriggerAttribute)attribute, triggered, settings),
        };
    }

    private static bool IsTrigger(Attribute attribute) => attribute is HttpTriggerAttribute or QueueTriggerAttribute or TimerTriggerAttribute;

    private static LocalFunction.Http ReadHttp(MethodInfo method, string name, HttpTriggerAttribute http, ParameterInfo triggered, string routePrefix)
    {
        var route = http.Route ?? name;
        RoutePattern pattern;
        try
        {
            pattern = RoutePatternFactory.Parse($"{routePrefix}/{route}");
        }
        catch (RoutePatternException wrong)
        {
            throw new LocalStartException($"its route '{routePrefix}/{route}' breaks every HTTP function of the real host ({wrong.Message}) The root page's route is {{ignored:maxlength(0)?}}.", wrong);
        }
        if (pattern.PathSegments is [{ Parts: [RoutePatternLiteralPart { Content: var first }] }, ..] && (Same(first, "admin") || Same(first, "runtime")))
            throw new LocalStartException($"its route is under /{first}, which belongs to the host.");
        return new(name, method, FunctionArguments.ForHttp(method, triggered, pattern), route, [.. (http.Methods ?? []).Select(verb => verb.ToUpperInvariant())]);
    }

    private static LocalFunction.Queue ReadQueue(MethodInfo method, string name, QueueTriggerAttribute queue, ParameterInfo triggered, IConfiguration settings)
    {
        if (queue.Connection is { } connection && connection != "AzureWebJobsStorage")
            throw new LocalStartException($"its Connection is '{connection}'; the local host has the one storage of AzureWebJobsStorage.");
        var queueName = FillIn(queue.QueueName, settings);
        if (!QueueName().IsMatch(queueName))
            throw new LocalStartException($"'{queueName}' is no name of a queue (3–63 lower-case letters, digits and single hyphens).");
        return new(name, method, FunctionArguments.ForQueue(method, triggered), queueName, triggered.ParameterType);
    }

    private static LocalFunction.Timer ReadTimer(MethodInfo method, string name, TimerTriggerAttribute timer, ParameterInfo triggered, IConfiguration settings)
    {
        var schedule = TimerSchedule.Parse(FillIn(timer.Schedule, settings));
        return new(name, method, FunctionArguments.ForTimer(method, triggered), schedule, timer.UseMonitor && !TimerSchedule.IsMoreOftenThanMinutely(schedule), timer.RunOnStartup);
    }

    /// <summary>Replaces each <c>%Setting%</c> by the app setting of that name.</summary>
    private static string FillIn(string text, IConfiguration settings) => Setting().Replace(text, match =>
        settings[match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new LocalStartException($"the setting '{match.Groups["name"].Value}' that its trigger names ({text}) is missing. Set it in the environment or on the command line."));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QueueName();
}
