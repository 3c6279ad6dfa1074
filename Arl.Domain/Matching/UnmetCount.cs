using Arl.Domain.Requests;

namespace Arl.Domain.Matching;

/// <summary>The requests at one moment, sorted by what became of them, ready to be counted by anything.</summary>
internal sealed class UnmetCount
{
    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);
    private readonly IReadOnlyCollection<CoachingRequest> _requests;
    private readonly List<(CoachingRequest Request, IReadOnlyList<string> Unmet)> _decided = [];
    private readonly DateTimeOffset _now;
    private readonly int _historyWeeks;

    public UnmetCount(IReadOnlyCollection<CoachingRequest> requests, DateTimeOffset now)
    {
        (_requests, _now) = (requests, now);
        _historyWeeks = requests.Count == 0 ? 0 : requests.Max(WeeksAgo);
        foreach (var request in requests)
        {
            switch (UnmetOutcome.Of(request))
            {
                case UnmetOutcome.Decided(var unmet):
                    _decided.Add((request, unmet));
                    break;
                case UnmetOutcome.Undecided:
                    Undecided++;
                    break;
                default:
                    Unrecorded++;
                    break;
            }
        }
    }

    public int Undecided { get; }

    public int Unrecorded { get; }

    public UnmetLine Total => UnmetLine.Of("total", "All", [.. _decided.Select(one => new UnmetPart(WeeksAgo(one.Request), one.Request.Needs.Count, one.Unmet.Count))], _historyWeeks);

    public IReadOnlyList<UnmetWeek> Weeks
    {
        get
        {
            var unmet = Total.Trend.Weekly;
            var received = _requests.CountBy(WeeksAgo).ToDictionary();
            return [.. unmet.Select((number, i) => (number, ago: unmet.Count - 1 - i)).Select(week => new UnmetWeek(_now - (week.ago * s_week), received.GetValueOrDefault(week.ago), week.number))];
        }
    }

    /// <param name="keys">The lines in which a request stands, each once.</param>
    /// <param name="named">A line's id and name.</param>
    /// <param name="counts">Whether a need of the request counts in the line; all do where this is left out.</param>
    public IReadOnlyList<UnmetLine> By<TKey>(Func<CoachingRequest, IEnumerable<TKey>> keys, Func<TKey, (string Id, string Name)> named, Func<TKey, string, bool>? counts = null)
    {
        UnmetPart Part(TKey key, CoachingRequest request, IReadOnlyList<string> unmet) => counts is null
            ? new(WeeksAgo(request), request.Needs.Count, unmet.Count)
            : new(WeeksAgo(request), request.Needs.Count(need => counts(key, need)), unmet.Count(need => counts(key, need)));

        return
        [
            .. _decided.SelectMany(one => keys(one.Request), (one, key) => (Line: named(key), Part: Part(key, one.Request, one.Unmet)))
                .GroupBy(one => one.Line, one => one.Part)
                .Select(line => UnmetLine.Of(line.Key.Id, line.Key.Name, [.. line], _historyWeeks))
                .OrderByDescending(line => line.Unmet).ThenByDescending(line => line.Asked).ThenBy(line => line.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every request is an arrival, whatever became of it; each takes one place.</summary>
    public PlacesForecast Forecast(Func<CoachingRequest, bool> which)
    {
        var weekly = new int[Math.Min(_historyWeeks, PlacesForecast.MostWeeks)];
        foreach (var ago in _requests.Where(which).Select(WeeksAgo).Where(ago => ago < weekly.Length))
            weekly[^(ago + 1)]++;
        return PlacesForecast.Of(weekly, _requests.Count(request => request.State == RequestState.Waiting && which(request)));
    }

    /// <summary>0 for the last seven days. A moment that a clock of another machine puts into the future is now.</summary>
    private int WeeksAgo(CoachingRequest request) => (int)(Math.Max(0, (_now - request.ReceivedAt).Ticks) / s_week.Ticks);
}
