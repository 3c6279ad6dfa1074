namespace Arl.Domain.Introductions;

/// <summary>How well the promise is kept: of the requests received in a period those in time, and those late or still without an introduction after 24 hours. One that runs, stands still or was withdrawn in time is neither.</summary>
public sealed record PromiseFigures(int Kept, int Broken)
{
    public static PromiseFigures None { get; } = new(0, 0);

    /// <summary>In percent, rounded down, so that 100 says that none was broken; null where there is nothing to say yet.</summary>
    public int? Share => Kept + Broken == 0 ? null : (int)(100L * Kept / (Kept + Broken));

    public static PromiseFigures Of(IEnumerable<Promised> requests, DateTimeOffset now)
    {
        var states = requests.CountBy(request => Promise.Of(request, now).State).ToDictionary();
        return new(states.GetValueOrDefault(PromiseState.Kept), states.GetValueOrDefault(PromiseState.Broken));
    }
}
