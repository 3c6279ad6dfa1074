using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Benchmarks.Matching;

/// <summary>Invented coaches and requests of any number, the same for the same seed. Half of the coaches serve every state, the others a few; each covers three to six needs.</summary>
internal sealed class InventedNetwork(int seed)
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Zones = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"];
    private static readonly int[] Locales = [11, 13, 21, 22, 32, 41, 42, 43];
    private readonly Random _random = new(seed);

    public List<CoachLoad> Coaches(int count, bool local = false) => [.. Enumerable.Range(0, count).Select(number => new CoachLoad(Coach(number, local), 0))];

    /// <param name="oneNeed">For requests that few coaches may have.</param>
    public List<Ask> Asks(int count, bool oneNeed = false)
    {
        var used = new HashSet<Reference>();
        var asks = new List<Ask>(count);
        while (asks.Count < count)
        {
            var reference = Reference.Create(_random.Next(31), (ulong)_random.NextInt64());
            if (used.Add(reference))
                asks.Add(Ask(reference, oneNeed ? 1 : _random.Next(1, 4)));
        }
        return asks;
    }

    private Coach Coach(int number, bool local) => new()
    {
        Id = $"coach-{number:D5}",
        Name = "A Coach",
        Email = EmailAddress.Parse($"coach{number}@coaches.example"),
        Organization = $"Organization {number % 11}",
        Needs = Some(Need.All, local ? 1 : 3, local ? 2 : 6).Select(need => need.Id).ToHashSet(),
        States = local ? Some(UsState.All, 1, 1).ToHashSet() : _random.Next(2) == 0 ? new HashSet<UsState>() : Some(UsState.All, 3, 8).ToHashSet(),
        Languages = _random.Next(4) == 0 ? [Language.English, Language.Parse("es")] : new HashSet<Language> { Language.English },
        Locales = Some(Enum.GetValues<LocaleType>(), 0, 3).ToHashSet(),
        TimeZone = Zones[_random.Next(Zones.Length)],
        Capacity = _random.Next(3, 9),
    };

    private Ask Ask(Reference reference, int needs) => new()
    {
        Reference = reference,
        Needs = [.. Some(Need.All, needs, needs).Select(need => need.Id)],
        Languages = _random.Next(12) == 0 ? [Language.Parse("es")] : [],
        State = UsState.All[_random.Next(UsState.All.Count)],
        Levels = [SchoolLevel.Elementary],
        Locale = Locale.FromCode(Locales[_random.Next(Locales.Length)]),
        District = LeaId.Parse($"{_random.Next(1, 57):D2}{_random.Next(300):D5}"),
        NeedIndex = Math.Round(_random.NextDouble() * 100, 1),
        ReceivedAt = Start.AddMinutes(_random.Next(180 * 24 * 60)),
    };

    private IEnumerable<T> Some<T>(IReadOnlyList<T> all, int fewest, int most)
    {
        var picked = all.ToArray();
        _random.Shuffle(picked);
        return picked.Take(_random.Next(fewest, most + 1));
    }
}
