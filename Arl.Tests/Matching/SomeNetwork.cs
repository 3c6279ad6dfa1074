using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;

namespace Arl.Tests.Matching;

/// <summary>Small random networks in which every rule of matching bites now and then.</summary>
internal static class SomeNetwork
{
    private static readonly string[] s_needs = ["family-engagement", "multilingual-learners", "literacy", "attendance"];
    private static readonly string[] s_states = ["NM", "AZ", "TX"];
    private static readonly LeaId[] s_districts = [LeaId.Parse("3590001"), LeaId.Parse("0400002")];
    private static readonly string[] s_domains = ["mesaschools.example", "learning-partners.example"];

    public static readonly Gen<CoachLoad> Coach =
        from id in Gen.Int[1, 40]
        from needs in Gen.OneOf(s_needs).Array[1, 4]
        from states in Gen.OneOf(s_states).Array[0, 2]
        from levels in Gen.OneOf(SchoolLevel.Elementary, SchoolLevel.High, SchoolLevel.Middle).Array[0, 2]
        from languages in Gen.OneOf("en", "es").Array[0, 2]
        from locales in Gen.OneOf(LocaleType.Rural, LocaleType.City).Array[0, 2]
        from zone in Gen.OneOf("America/Denver", "America/New_York", "Pacific/Honolulu")
        from organization in Gen.OneOf("Learning Partners", "Bright Harbor", "Open Door")
        from capacity in Gen.Int[0, 3]
        from taken in Gen.Int[0, 3]
        from active in Gen.Frequency((9, true), (1, false))
        from ownDomain in Gen.OneOf(s_domains)
        from notForOwn in Gen.Frequency((4, false), (1, true))
        from district in Gen.OneOf(s_districts)
        from worked in Gen.Int[0, 2]
        select new CoachLoad(Some.Coach with
        {
            Id = $"coach-{id}",
            Email = EmailAddress.Parse($"coach{id}@{ownDomain}"),
            Organization = organization,
            Needs = needs.ToHashSet(),
            States = states.Select(UsState.Parse).ToHashSet(),
            Levels = levels.ToHashSet(),
            Languages = languages.Select(Language.Parse).ToHashSet(),
            Locales = locales.ToHashSet(),
            TimeZone = zone,
            Capacity = capacity,
            Active = active,
            NotForOwnDomain = notForOwn,
        }, Math.Min(taken, capacity))
        {
            Experience = Enumerable.Range(0, worked).Aggregate(Experience.None, (experience, _) => experience.With(district, LocaleType.Rural)),
        };

    public static readonly Gen<Ask> Ask =
        from number in Gen.ULong
        from needs in Gen.OneOf(s_needs).Array[1, 3]
        from language in Gen.OneOf("", "", "es")
        from state in Gen.OneOf(s_states)
        from levels in Gen.OneOf(SchoolLevel.Elementary, SchoolLevel.Secondary, SchoolLevel.Ungraded).Array[0, 2]
        from locale in Gen.OneOf(11, 43, 0)
        from district in Gen.OneOf(s_districts)
        from domain in Gen.OneOf(s_domains)
        from excluded in Gen.Int[1, 40].Array[0, 3]
        from need in Gen.Int[0, 20]
        from days in Gen.Int[0, 10]
        select Some.Ask with
        {
            Reference = Reference.Create((int)(number % 31), number),
            Needs = [.. needs.Distinct(StringComparer.Ordinal)],
            Languages = language.Length == 0 ? [] : [Language.Parse(language)],
            State = UsState.Parse(state),
            Levels = [.. levels.Distinct()],
            Locale = locale == 0 ? null : Locale.FromCode(locale),
            District = district,
            EmailDomain = domain,
            ExcludedCoaches = [.. excluded.Select(id => $"coach-{id}")],
            NeedIndex = need * 5,
            ReceivedAt = Some.Moment.AddDays(-days * 5),
        };

    /// <summary>Few kinds of priority, so that peers compete for the same places.</summary>
    public static readonly Gen<Ask> Peer =
        Gen.Select(Ask, Gen.Int[0, 1], (ask, need) => ask with { NeedIndex = need * 50, ReceivedAt = Some.Moment, Languages = [], Levels = [], ExcludedCoaches = [], EmailDomain = null, State = UsState.Parse("NM") });

    public static Gen<Ask[]> Peers(int most) => Peer.Array[0, most].Select(asks => asks.DistinctBy(ask => ask.Reference).ToArray());

    public static Gen<CoachLoad[]> Coaches(int most) => Coach.Array[0, most].Select(loads => loads.DistinctBy(load => load.Coach.Id).ToArray());

    public static Gen<Ask[]> Asks(int most) => Ask.Array[0, most].Select(asks => asks.DistinctBy(ask => ask.Reference).ToArray());

    public static T[] Shuffled<T>(IEnumerable<T> items, int seed)
    {
        var shuffled = items.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
