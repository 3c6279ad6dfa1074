namespace Arl.Domain.Requests;

/// <summary>The history of one request, as far as figures go by it. Its rows are written once and never changed, so it is the record of what happened.</summary>
/// <param name="Numbers">Of its rows, ascending.</param>
/// <param name="Moments">One of each row. Of a row from before they were kept: event, time and state alone.</param>
public sealed record RequestHistory(IReadOnlyList<int> Numbers, IReadOnlyList<RequestMoment> Moments)
{
    public static RequestHistory None { get; } = new([], []);

    /// <summary>No row of it is lost, as far as its numbers tell and as the request counts its events, which it does in the transaction that writes such a row.</summary>
    public bool IsWholeOf(CoachingRequest request) => Numbers.Count >= Math.Max(request.Events, 1) && Numbers.SequenceEqual(Enumerable.Range(1, Numbers.Count));

    public IReadOnlyList<DateTimeOffset> Introductions => [.. Moments.Where(moment => moment.Event == nameof(RequestEvent.IntroductionSent)).Select(moment => moment.At)];

    public bool IsWhatFiguresGoBy(CoachingRequest request) => request.Events == Moments.Count && request.Moments.SequenceEqual(Moments);

    /// <summary>The request with the moments of its history, and all else as it is.</summary>
    public CoachingRequest SetRight(CoachingRequest request) => request with { Moments = Moments, Events = Moments.Count };
}
