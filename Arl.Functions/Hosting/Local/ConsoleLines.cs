using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Arl.Functions.Hosting.Local;

/// <summary>One short line for each event, <c>10:15:32 warning Storage does not answer.</c>, and what went wrong below it.</summary>
internal sealed class ConsoleLines() : ConsoleFormatter(FormatterName)
{
    private const string FormatterName = "lines";

    public static void Add(ILoggingBuilder logging, IReadOnlyDictionary<string, LogLevel> levels)
    {
        logging.AddConsole(console => console.FormatterName = FormatterName).AddConsoleFormatter<ConsoleLines, ConsoleFormatterOptions>();
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        foreach (var (category, level) in levels)
        {
            if (category.Equals("default", StringComparison.OrdinalIgnoreCase))
                logging.SetMinimumLevel(level);
            else
                logging.AddFilter(category, level);
        }
    }

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var time = TimeProvider.System.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        textWriter.WriteLine($"{time} {Word(logEntry.LogLevel)}{logEntry.Formatter(logEntry.State, logEntry.Exception)}");
        if (logEntry.Exception is { } fault)
            textWriter.WriteLine("         " + fault.ToString().ReplaceLineEndings(Environment.NewLine + "         "));
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "ERROR ",
        LogLevel.Warning => "warning ",
        _ => "",
    };
}
