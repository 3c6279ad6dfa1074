namespace Arl.Domain.Matching.Simulation;

/// <summary>A request on its way through one run.</summary>
internal sealed class SimulatedCase(SimulatedRequest request)
{
    private readonly List<SimulatedWait> _waits = [];
    private readonly List<SimulatedPlace> _places = [];

    /// <summary>As it stands now: who handed it back is excluded.</summary>
    public Ask Ask { get; private set; } = request.Ask;

    public SimulatedOutcome Outcome => new(request, _waits, _places);

    public void Comes(DateTimeOffset now) => _waits.Add(new(now, Until: null));

    public SimulatedPlace Matched(string coachId, double fit, DateTimeOffset now, SimulatedPeriod period)
    {
        _waits[^1] = _waits[^1] with { Until = now };
        var handedBack = _places.Count < request.HandBacks.Count;
        var until = handedBack ? SimulatedPeriod.EndOfDay(now, request.HandBacks[_places.Count]) : period.EndOfCoaching(now, request.CoachingDays);
        var place = new SimulatedPlace(coachId, now, until, fit, handedBack);
        _places.Add(place);
        return place;
    }

    public void Exclude(string coachId) => Ask = Ask with { ExcludedCoaches = [.. Ask.ExcludedCoaches, coachId] };
}
