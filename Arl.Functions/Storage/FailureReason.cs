using System.Text.RegularExpressions;
using Azure;

namespace Arl.Functions.Storage;

/// <summary>A fault in words that may be kept and shown: ours, which hold ids only, or its kind. What others' exceptions say may hold anything, so it is left out.</summary>
public static partial class FailureReason
{
    private const int Longest = 300;

    public static string Of(Exception fault) => fault switch
    {
        AggregateException { InnerExceptions: [var first, ..] all } => all.Count == 1 ? Of(first) : $"{all.Count} things failed, the first: {Of(first)}",
        RequestFailedException { Status: 0 } => "Storage did not answer.",
        RequestFailedException failed => $"Storage answered {failed.Status}{(failed.ErrorCode is { Length: > 0 } code ? $" ({code})" : "")}.",
        OperationCanceledException => "It was stopped before it was done: the program ended, or it took longer than it may.",
        TimeoutException or HttpRequestException or IOException => $"Another service did not answer ({fault.GetType().Name}).",
        InvalidOperationException or InvalidDataException when IsOurs(fault) => Short(Address().Replace(fault.Message, "(an address)")),
        _ => $"An error of the program ({fault.GetType().Name}).",
    };

    /// <summary>Thrown by a line of this program, whose messages hold ids and no personal data.</summary>
    private static bool IsOurs(Exception fault) => fault.TargetSite?.DeclaringType?.Assembly.GetName().Name is { } thrower && thrower.StartsWith("Arl.", StringComparison.Ordinal);

    private static string Short(string text) => text.Length <= Longest ? text : text[..(Longest - 1)] + "…";

    /// <summary>No message of ours holds one; should that ever fail, it still is not kept.</summary>
    [GeneratedRegex(@"\S+@\S+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
