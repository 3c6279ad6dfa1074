using System.Globalization;
using Arl.Domain.Requests;

namespace Arl.Domain.Reach.Check;

/// <summary>Compares what figures know of a request, and the introductions by which its schools are served, with its history.</summary>
public static class HistoryCheck
{
    public static IEnumerable<ReachDifference> Differences(CoachingRequest request, RequestHistory history)
    {
        if (!history.IsWholeOf(request))
            yield return Of(ReachDifferenceKind.ByHand, request, $"its history lacks an event: of {InWords.Count(request.Events, "event")} it has {Numbers(history)}");
        else if (!history.IsWhatFiguresGoBy(request))
            yield return Of(ReachDifferenceKind.Moments, request, Otherwise(request, history));
        if (history.IsWholeOf(request) && !request.Introductions.Select(introduced => introduced.At).SequenceEqual(history.Introductions))
            yield return Of(ReachDifferenceKind.ByHand, request, $"it says that it was introduced {Told(request.Introductions.Select(introduced => introduced.At))}, and its history {Told(history.Introductions)}");
    }

    private static ReachDifference Of(ReachDifferenceKind kind, CoachingRequest request, string detail) =>
        new(kind, request.Reference.ToString(), request.Reference.ToString(), Owed: null, Stored: null) { Detail = detail };

    private static string Otherwise(CoachingRequest request, RequestHistory history)
    {
        var (stored, owed) = (request.Moments, history.Moments);
        if (stored.Count != owed.Count || request.Events != owed.Count)
            return $"the figures know {InWords.Count(stored.Count, "event")} and it counts {request.Events}; its history has {owed.Count}";
        var first = stored.Zip(owed).Index().First(pair => pair.Item.First != pair.Item.Second);
        return $"event {first.Index + 1}: {Told(first.Item.First)} → {Told(first.Item.Second)} (as it is → as it must be)";
    }

    private static string Numbers(RequestHistory history) => history.Numbers.Count == 0 ? "none" : "numbers " + string.Join(", ", history.Numbers);

    private static string Told(RequestMoment moment) => string.Join(", ", ((object?[])
        [moment.Event, Told(moment.At), moment.State, moment.Paused is null ? null : "paused", moment.Organization, moment.On is { } on ? InWords.Day(on) : null, moment.Minutes, moment.By, moment.Score]).OfType<object>());

    private static string Told(IEnumerable<DateTimeOffset> moments) => string.Join(" and ", moments.Select(Told)) is { Length: > 0 } told ? $"at {told}" : "never";

    private static string Told(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
