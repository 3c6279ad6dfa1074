namespace Arl.Functions.Coaches;

/// <summary>What the coaches are called.</summary>
public sealed class CoachNames(CoachesTable coaches)
{
    /// <summary>By id, those who have left among them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> All(CancellationToken cancel) =>
        (await coaches.All(cancel)).ToDictionary(coach => coach.Load.Coach.Id, coach => coach.Load.Coach.Name, StringComparer.Ordinal);

    /// <summary>Those who coach now, in the order of their names.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> Active(CancellationToken cancel) =>
        [.. (await coaches.All(cancel)).Select(coach => coach.Load.Coach).Where(coach => coach.Active).OrderBy(coach => coach.Name, StringComparer.OrdinalIgnoreCase).Select(coach => (coach.Id, coach.Name))];
}
