using Arl.Domain.Requests;

namespace Arl.Domain.Introductions;

/// <summary>A request as its promise is looked at.</summary>
/// <param name="Place">Name and state of the school or district.</param>
/// <param name="Why">Why it waits; null where it does not.</param>
public sealed record PromisedRequest(Reference Reference, string Place, RequestState State, string? Why, Promised Promised);

/// <param name="Clock">As it stands now.</param>
public sealed record PromiseLine(PromisedRequest Request, PromiseClock Clock);

/// <summary>What staff must know of the promise now, in each list the oldest first.</summary>
/// <param name="Running">Older than an hour and not introduced: they break it within a day if nothing happens.</param>
/// <param name="Broken">Still without an introduction.</param>
/// <param name="Late">Introduced or ended too late, received in the last 30 days.</param>
public sealed record PromiseBoard(IReadOnlyList<PromiseLine> AboutToBreak, IReadOnlyList<PromiseLine> Running, IReadOnlyList<PromiseLine> Broken, IReadOnlyList<PromiseLine> Late)
{
    /// <summary>How far back <see cref="Late"/> goes.</summary>
    public static readonly TimeSpan LateWithin = TimeSpan.FromDays(30);

    private static readonly TimeSpan YoungerIsOnItsWay = TimeSpan.FromHours(1);

    public static PromiseBoard Of(IEnumerable<PromisedRequest> requests, DateTimeOffset now)
    {
        var lines = requests.OrderBy(request => request.Promised.ReceivedAt).ThenBy(request => request.Reference.Code, StringComparer.Ordinal).Select(request => new PromiseLine(request, Promise.Of(request.Promised, now))).ToList();
        return new(
            [.. lines.Where(line => line.Clock.State == PromiseState.AboutToBreak)],
            [.. lines.Where(line => line.Clock.State == PromiseState.Running && line.Clock.Taken >= YoungerIsOnItsWay)],
            [.. lines.Where(line => line.Clock.State == PromiseState.Broken && IsOpen(line))],
            [.. lines.Where(line => line.Clock.State == PromiseState.Broken && !IsOpen(line) && line.Request.Promised.ReceivedAt >= now - LateWithin)]);
    }

    /// <summary>Something that staff were not told of before: about to break now, or broken since that moment.</summary>
    public bool HasNews(DateTimeOffset since) => AboutToBreak.Count > 0 || Broken.Any(line => line.Clock.BreaksAt >= since);

    private static bool IsOpen(PromiseLine line) => line.Request.Promised is { IntroducedAt: null, EndedAt: null };
}
