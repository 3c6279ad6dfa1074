using System.Text.Json;
using System.Text.RegularExpressions;
using Arl.Domain.Requests;
using Arl.Functions.Storage;

namespace Arl.Functions.Staff.Poison;

/// <summary>Queues and their messages as staff read of them.</summary>
public static partial class QueueWords
{
    private const int Longest = 120;

    private static readonly Dictionary<string, string> s_work = new(StringComparer.Ordinal)
    {
        [QueueNames.MatchRequests] = "Finding a coach",
        [QueueNames.PlanWaiting] = "Planning who waits",
        [QueueNames.FreePlaces] = "Freeing a coach's place",
        [QueueNames.OutgoingEmail] = "Sending email",
        [QueueNames.CountReach] = "Counting the reach",
        [QueueNames.PublishReach] = "Publishing the reach",
        [QueueNames.ApplyImports] = "Applying an import",
        [QueueNames.StaffAlerts] = "Alerting the staff",
    };

    public static bool Knows(string queue) => s_work.ContainsKey(queue);

    public static string WorkOf(string queue) => s_work.GetValueOrDefault(queue, queue);

    /// <summary>The request that a message names; null where it names none.</summary>
    public static string? RequestIn(string text) =>
        ReferenceLike().Matches(text).Select(match => match.Value).FirstOrDefault(reference => Reference.TryParse(reference, out _));

    /// <summary>A message's words without the marks of JSON.</summary>
    public static string About(string text)
    {
        try
        {
            using var message = JsonDocument.Parse(text);
            return Short(string.Join(' ', Words(message.RootElement)));
        }
        catch (JsonException)
        {
            return Short(text);
        }
    }

    private static IEnumerable<string> Words(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Words(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Words),
        JsonValueKind.String or JsonValueKind.Number => [element.ToString()],
        _ => [],
    };

    private static string Short(string text) => text.Length <= Longest ? text : text[..(Longest - 1)] + "…";

    [GeneratedRegex("ARL-[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 1000)]
    private static partial Regex ReferenceLike();
}
