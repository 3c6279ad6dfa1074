using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>What speaks for a match.</summary>
public enum ReasonKind { TeamChose, Covers, District, CoachedPlaces, KnowsPlaces, Language, TimeZone }

/// <summary>One of the reasons as a fact, to be said in the school's language.</summary>
public sealed record MatchReason(ReasonKind Kind)
{
    /// <summary>Of <see cref="ReasonKind.Covers"/>: the ids of the needs covered, and how many were asked for.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    public int Asked { get; init; }

    /// <summary>Of the two kinds about places, and of <see cref="ReasonKind.CoachedPlaces"/> how many.</summary>
    public LocaleType? Place { get; init; }

    public int Count { get; init; }

    public Language? Language { get; init; }
}

/// <summary>Short clauses, each true of this match, e.g. "covers both needs you named": in English, for staff, for the coach and for a school that reads English.</summary>
public sealed record MatchReasons(IReadOnlyList<string> ForSchool, IReadOnlyList<string> ForCoach)
{
    /// <summary>The same reasons, in the same order. Empty in a match that was made before this was kept.</summary>
    public IReadOnlyList<MatchReason> Facts { get; init; } = [];

    public static MatchReasons Of(Ask ask, CoachLoad load)
    {
        var covered = ask.Needs.Where(load.Coach.Needs.Contains).ToList();
        var school = new List<string>();
        var coach = new List<string>();
        var facts = new List<MatchReason>();
        void Add(MatchReason fact, string forSchool, string forCoach)
        {
            facts.Add(fact);
            school.Add(forSchool);
            coach.Add(forCoach);
        }

        if (ask.PreferredCoachId is not null)
            Add(new(ReasonKind.TeamChose), "our team chose this coach for you", "our team asked for you");
        if (covered.Count > 0)
            Add(new(ReasonKind.Covers) { Needs = covered, Asked = ask.Needs.Count }, Covers(ask.Needs.Count, covered, "you"), Covers(ask.Needs.Count, covered, "they"));
        if (ask.District is { } district && load.Experience.Districts.ContainsKey(district))
            Add(new(ReasonKind.District), "works or has worked with your district", "you work or have worked with their district");
        if (ask.Locale is { } locale)
            AddPlace(locale.Type, load, Add);
        if (ask.Languages.FirstOrDefault(load.Coach.Languages.Contains) is { } language && language != default)
            Add(new(ReasonKind.Language) { Language = language }, $"works in {language.Name}", $"they asked for {language.Name}");
        if (TimeZones.SameClock(ask.State, load.Coach.TimeZone))
            Add(new(ReasonKind.TimeZone), "works in your time zone", "they are in your time zone");
        return new(school, coach) { Facts = facts };
    }

    /// <summary>Work through the network is said with its count; what staff state, as experience.</summary>
    private static void AddPlace(LocaleType type, CoachLoad load, Action<MatchReason, string, string> add)
    {
        var place = PlaceWord(type);
        var coached = load.Experience.Places.GetValueOrDefault(type);
        if (coached > 0)
            add(new(ReasonKind.CoachedPlaces) { Place = type, Count = coached }, $"has taken on {InWords.Count(coached, place + " school")} before yours", $"you have taken on {InWords.Count(coached, place + " school")} before this one");
        else if (load.Coach.Locales.Contains(type))
            add(new(ReasonKind.KnowsPlaces) { Place = type }, $"has experience with {place} schools like yours", $"you know {place} schools");
    }

    private static string Covers(int asked, List<string> covered, string who)
    {
        var subject = who == "you" ? "covers" : "you cover";
        var names = covered.Select(id => InWords.MidSentence(Need.Find(id)!.Name)).ToList();
        return (covered.Count, asked) switch
        {
            (1, 1) => $"{subject} {names[0]}, the need {who} named",
            (1, _) => $"{subject} {names[0]}, one of the {InWords.Number(asked)} needs {who} named",
            (2, 2) => $"{subject} both needs {who} named",
            _ when covered.Count == asked => $"{subject} all {InWords.Number(asked)} needs {who} named",
            _ => $"{subject} {InWords.Number(covered.Count)} of the {InWords.Number(asked)} needs {who} named: {string.Join(", ", names)}",
        };
    }

    private static string PlaceWord(LocaleType type) => type switch
    {
        LocaleType.City => "city",
        LocaleType.Suburb => "suburban",
        LocaleType.Town => "small-town",
        _ => "rural",
    };
}
