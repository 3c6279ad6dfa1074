using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

[assembly: AssemblyFixture(typeof(LogsOfTheRun))]

namespace Arl.Tests.Support;

/// <summary>
/// All that was logged in the whole run, in this process and by those that it started, held at its end against everybody who was in it: whoever was written into a row as a contact or a coach,
/// with what they wrote. A name, an address, a phone number or a person's words in any log fail the run.
/// </summary>
public sealed class LogsOfTheRun : IDisposable
{
    private const int MostShown = 20;

    /// <summary>Each line once, by its category; what differs in numbers and ids alone is the same line.</summary>
    private static readonly ConcurrentDictionary<string, string> s_lines = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, string> s_people = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For processes of the network that run without a host.</summary>
    internal static ILoggerFactory Loggers { get; } = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(new Provider()));

    internal static void Hear(string category, string line) => s_lines.TryAdd(LeakSearch.Masked(line), category);

    public void Dispose()
    {
        foreach (var (kind, value) in new[] { ("a name", "Kim Osei"), ("an address", "kim.osei@arl.example"), ("a phone number", "505 555 0142"), ("words of the staff", "The school called.") })
            Know(kind, value);
        Know(Some.Request);
        Know(Some.Coach);
        var leaks = new LeakSearch(s_people).In(s_lines).Take(MostShown).ToList();
        if (leaks.Count > 0)
            throw new InvalidOperationException($"People stand in logs of this run:{Environment.NewLine}{string.Join(Environment.NewLine, leaks)}");
    }

    /// <summary>Everybody who is written into a row passes here, before anything else is written.</summary>
    [ModuleInitializer]
    internal static void Listen() => DomainJson.Options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Listen } };

    private static void Listen(JsonTypeInfo type)
    {
        if (type.Type == typeof(CoachingRequest))
            type.OnSerializing = written => Know((CoachingRequest)written);
        else if (type.Type == typeof(Coach))
            type.OnSerializing = written => Know((Coach)written);
        else if (type.Type == typeof(Session))
            type.OnSerializing = written => Know("the topic of a session", ((Session)written).Topic);
    }

    private static void Know(CoachingRequest request)
    {
        if (request.ErasedAt is not null)
            return;
        Know("a name", request.Contact.Name);
        Know("an address", request.Contact.Email.Value);
        Know("a phone number", request.Contact.Phone);
        Know("the goals of a request", request.Goals);
    }

    private static void Know(Coach coach)
    {
        Know("the name of a coach", coach.Name);
        Know("the address of a coach", coach.Email.Value);
    }

    private static void Know(string kind, string? value)
    {
        if (value is not null && LeakSearch.Tells(value))
            s_people.TryAdd(LeakSearch.Beginning(value), kind);
    }

    private sealed class Provider : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Listener(categoryName);

        public void Dispose() { }
    }

    private sealed class Listener(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Hear(category, $"{formatter(state, exception)} {exception}");
    }
}
