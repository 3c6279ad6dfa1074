using Arl.Domain.Schools;

namespace Arl.Domain.Coaches;

/// <summary>What a coach has done through the network: places that are held now, and those given back when the coaching was completed.</summary>
/// <param name="Districts">How many requests of each district.</param>
/// <param name="Places">How many requests of each kind of place.</param>
public sealed record Experience(IReadOnlyDictionary<LeaId, int> Districts, IReadOnlyDictionary<LocaleType, int> Places)
{
    public static Experience None { get; } = new(new Dictionary<LeaId, int>(), new Dictionary<LocaleType, int>());

    public Experience With(LeaId? district, LocaleType? place) => Change(district, place, 1);

    /// <summary>Takes one away: it came to nothing.</summary>
    public Experience Without(LeaId? district, LocaleType? place) => Change(district, place, -1);

    private Experience Change(LeaId? district, LocaleType? place, int by) => new(Changed(Districts, district, by), Changed(Places, place, by));

    private static IReadOnlyDictionary<T, int> Changed<T>(IReadOnlyDictionary<T, int> counts, T? key, int by) where T : struct
    {
        if (key is not { } counted)
            return counts;
        var changed = new Dictionary<T, int>(counts);
        changed[counted] = changed.GetValueOrDefault(counted) + by;
        if (changed[counted] <= 0)
            changed.Remove(counted);
        return changed;
    }
}
