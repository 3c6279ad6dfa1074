using Arl.Domain.Engagements;
using Arl.Domain.Requests;

namespace Arl.Domain.Reach;

/// <summary>Open requests that have waited this long for their first introduction.</summary>
/// <param name="Name">E.g. <c>4 to 7 days</c>.</param>
public sealed record AgeBand(string Name, int Received, int Waiting, int Matched)
{
    public int Total => Received + Waiting + Matched;
}

/// <param name="Answers">Check-ins answered.</param>
/// <param name="Mean">Of their scores, 1–5; null where nobody answered.</param>
public sealed record CheckInFigures(int Answers, double? Mean)
{
    public static CheckInFigures Of(IEnumerable<int> scores)
    {
        var all = scores.ToList();
        return new(all.Count, all.Count == 0 ? null : Math.Round(all.Average(), 2, MidpointRounding.AwayFromZero));
    }
}

/// <summary>What the network did with the requests in a span of time.</summary>
public sealed record WorkFigures
{
    public static WorkFigures None { get; } = new();

    /// <summary>Requests received.</summary>
    public int Received { get; init; }

    /// <summary>Requests introduced for the first time.</summary>
    public int Introduced { get; init; }

    /// <summary>Of these, from receipt to that introduction, in days; of an even count the mean of the two middle ones. Null where there was none.</summary>
    public double? MedianDaysToIntroduction { get; init; }

    /// <summary>Requests of which coaching began: the two had met for the first time.</summary>
    public int CoachingBegan { get; init; }

    /// <summary>Of these, from receipt to that moment.</summary>
    public double? MedianDaysToCoaching { get; init; }

    public int Completed { get; init; }

    /// <summary>Sessions that coaches logged; counted when they were logged.</summary>
    public int Sessions { get; init; }

    public long Minutes { get; init; }

    public CheckInFigures SchoolCheckIns { get; init; } = new(0, null);

    public CheckInFigures CoachCheckIns { get; init; } = new(0, null);

    /// <summary>Requests without an introduction at the end of the span, by their age then; every band, also the empty ones.</summary>
    public IReadOnlyList<AgeBand> Ages { get; init; } = [];

    /// <param name="from">After this moment.</param>
    /// <param name="to">Up to and including this one.</param>
    public static WorkFigures Of(IReadOnlyCollection<RequestRecord> requests, DateTimeOffset from, DateTimeOffset to)
    {
        bool In(DateTimeOffset? at) => at > from && at <= to;
        var introduced = Days(requests, RequestState.Introduced, to, In);
        var coaching = Days(requests, RequestState.Coaching, to, In);
        var moments = requests.SelectMany(request => request.Moments).Where(moment => In(moment.At)).ToList();
        var sessions = moments.Where(moment => moment.Minutes is not null).ToList();
        CheckInFigures By(Side side) => CheckInFigures.Of(moments.Where(moment => moment.By == side && moment.Score is not null).Select(moment => moment.Score!.Value));
        return new()
        {
            Received = requests.Count(request => In(request.ReceivedAt)),
            Introduced = introduced.Count,
            MedianDaysToIntroduction = Median.Of(introduced),
            CoachingBegan = coaching.Count,
            MedianDaysToCoaching = Median.Of(coaching),
            Completed = requests.Count(request => In(request.FirstIn(RequestState.Completed, to))),
            Sessions = sessions.Count,
            Minutes = sessions.Sum(session => (long)session.Minutes!.Value),
            SchoolCheckIns = By(Side.School),
            CoachCheckIns = By(Side.Coach),
            Ages = RequestAges.Of(requests, to),
        };
    }

    private static List<double> Days(IEnumerable<RequestRecord> requests, RequestState state, DateTimeOffset to, Func<DateTimeOffset?, bool> isIn) =>
        [.. requests.Select(request => (request.ReceivedAt, First: request.FirstIn(state, to))).Where(one => isIn(one.First)).Select(one => (one.First!.Value - one.ReceivedAt).TotalDays)];
}

/// <summary>How long those without an introduction have waited.</summary>
internal static class RequestAges
{
    private static readonly (int Days, string Name)[] s_bands = [(1, "under 1 day"), (4, "1 to 3 days"), (8, "4 to 7 days"), (15, "8 to 14 days"), (31, "15 to 30 days"), (int.MaxValue, "over 30 days")];

    public static IReadOnlyList<AgeBand> Of(IEnumerable<RequestRecord> requests, DateTimeOffset moment)
    {
        var open = requests.Where(request => request.FirstIn(RequestState.Introduced, moment) is null)
            .Select(request => (State: request.StateAt(moment), Days: (moment - request.ReceivedAt).TotalDays))
            .Where(request => request.State is RequestState.Received or RequestState.Waiting or RequestState.Matched).ToList();
        return [.. s_bands.Select((band, at) =>
        {
            int Of(RequestState state) => open.Count(request => request.State == state && request.Days < band.Days && (at == 0 || request.Days >= s_bands[at - 1].Days));
            return new AgeBand(band.Name, Of(RequestState.Received), Of(RequestState.Waiting), Of(RequestState.Matched));
        })];
    }
}
