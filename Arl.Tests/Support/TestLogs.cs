using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Arl.Tests.Support;

/// <summary>Keeps every line that is logged, with the scopes around it, so that a test can look for what must not be there.</summary>
public sealed class TestLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() { }

    private sealed class Logger(TestLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => logs._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<object?>();
            logs._scopes?.ForEachScope((scope, found) => found.Add(scope), scopes);
            var line = $"{logLevel}: {formatter(state, exception)} {exception} {string.Join(' ', scopes)}";
            logs._lines.Enqueue(line);
            LogsOfTheRun.Hear(category, line);
        }
    }
}
