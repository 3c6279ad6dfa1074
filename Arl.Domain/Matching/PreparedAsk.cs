using System.Numerics;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;

namespace Arl.Domain.Matching;

/// <summary>A request made ready for thousands of coaches: whatever a part of the fit can be worth is reckoned once, and each coach only looks it up.</summary>
internal readonly struct PreparedAsk
{
    /// <summary>Working days of eight hours that start five hours apart share less than half: such a coach gets no points for the time zone.</summary>
    private const double HoursThatPart = 5;

    private readonly ulong _first;
    private readonly ulong _others;
    private readonly int _place;
    private readonly int _knownPlace;
    private readonly int _anyPlace;
    private readonly int _known;
    private readonly int[] _knownBy;
    private readonly int[] _byCovered;
    private readonly int[] _byClock;

    /// <param name="knownBy">Coaches who work or worked with the district, ascending.</param>
    /// <param name="clocks">The hours from UTC that coaches live by, in winter.</param>
    public PreparedAsk(Ask ask, FitWeights weights, int[] knownBy, double[] clocks)
    {
        for (var i = 0; i < ask.Needs.Count; i++)
        {
            var bit = Need.IndexOf(ask.Needs[i]) is >= 0 and var need ? 1UL << need : 0;
            if (i == 0)
                _first = bit;
            else
                _others |= bit;
        }
        (_place, _knownPlace, _anyPlace) = (ask.Locale is { } locale ? 1 << (int)locale.Type : 0, Fit.InCents(weights.Locale, 1), Fit.InCents(weights.Locale, 0.5));
        (_known, _knownBy) = (Fit.InCents(weights.Continuity, 1), knownBy);
        _byCovered = ByCovered(ask.Needs.Count + 1, weights);
        _byClock = ByClock(TimeZones.HoursOf(ask.State), clocks, weights);
    }

    /// <summary>The first need counts twice.</summary>
    public int NeedsCents(in CoachFacts coach) => _byCovered[(2 * BitOperations.PopCount(_first & coach.Needs)) + BitOperations.PopCount(_others & coach.Needs)];

    /// <summary>All where the coach knows this kind of place, half where staff say "all kinds".</summary>
    public int LocaleCents(in CoachFacts coach) => _place == 0 ? 0 : (coach.Locales & _place) != 0 ? _knownPlace : coach.AnyLocale ? _anyPlace : 0;

    public int ContinuityCents(int coach) => _knownBy.AsSpan().BinarySearch(coach) >= 0 ? _known : 0;

    public int TimeZoneCents(in CoachFacts coach) => _byClock[coach.Clock];

    private static int[] ByCovered(int most, FitWeights weights)
    {
        var cents = new int[most + 1];
        for (var covered = 0; covered <= most; covered++)
            cents[covered] = Fit.InCents(weights.Needs, (double)covered / most);
        return cents;
    }

    private static int[] ByClock(double hours, double[] clocks, FitWeights weights)
    {
        var cents = new int[clocks.Length];
        for (var clock = 0; clock < clocks.Length; clock++)
            cents[clock] = Fit.InCents(weights.TimeZone, Math.Max(0, 1 - (TimeZones.Apart(hours, clocks[clock]) / HoursThatPart)));
        return cents;
    }
}
