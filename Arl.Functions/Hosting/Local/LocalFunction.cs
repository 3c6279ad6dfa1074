using System.Reflection;
using Microsoft.AspNetCore.Routing;
using NCrontab;

namespace Arl.Functions.Hosting.Local;

/// <summary>One value of a call: from what triggered it, from the route, or the token.</summary>
internal delegate object? Argument(object? trigger, RouteValueDictionary? route, CancellationToken cancel);

/// <summary>A method marked [Function], read and checked: what calls it and how its parameters are filled.</summary>
internal abstract record LocalFunction(string Name, MethodInfo Method, IReadOnlyList<Argument> Arguments)
{
    /// <param name="Route">As written in the attribute, or the function's name.</param>
    /// <param name="Methods">Upper case; empty takes any.</param>
    public sealed record Http(string Name, MethodInfo Method, IReadOnlyList<Argument> Arguments, string Route, IReadOnlyList<string> Methods) : LocalFunction(Name, Method, Arguments);

    /// <param name="Message">The type of the parameter that takes the message.</param>
    public sealed record Queue(string Name, MethodInfo Method, IReadOnlyList<Argument> Arguments, string QueueName, Type Message) : LocalFunction(Name, Method, Arguments);

    /// <param name="UseMonitor">Ticks are recorded, so that a missed one is made up for; not for schedules more often than each minute, as in the real host.</param>
    public sealed record Timer(string Name, MethodInfo Method, IReadOnlyList<Argument> Arguments, CrontabSchedule Schedule, bool UseMonitor, bool RunOnStartup) : LocalFunction(Name, Method, Arguments)
    {
        /// <summary>In UTC, as on the plans for Linux.</summary>
        public DateTimeOffset NextAfter(DateTimeOffset time) => new(DateTime.SpecifyKind(Schedule.GetNextOccurrence(time.UtcDateTime), DateTimeKind.Utc));
    }
}
