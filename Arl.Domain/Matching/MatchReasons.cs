using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>Short clauses, each true of this match, e.g. "covers both needs you named".</summary>
public sealed record MatchReasons(IReadOnlyList<string> ForSchool, IReadOnlyList<string> ForCoach)
{
    public static MatchReasons Of(Ask ask, CoachLoad load)
    {
        var covered = ask.Needs.Where(load.Coach.Needs.Contains).ToList();
        var school = new List<string>();
        var coach = new List<string>();
        void Add(string forSchool, string forCoach)
        {
            school.Add(forSchool);
            coach.Add(forCoach);
        }

        if (ask.PreferredCoachId is not null)
            Add("our team chose this coach for you", "our team asked for you");
        if (covered.Count > 0)
            Add(Covers(ask.Needs.Count, covered, "you"), Covers(ask.Needs.Count, covered, "they"));
        if (ask.District is { } district && load.Experience.Districts.ContainsKey(district))
            Add("works or has worked with your district", "you work or have worked with their district");
        if (ask.Locale is { } locale)
            AddPlace(locale.Type, load, Add);
        if (ask.Languages.FirstOrDefault(load.Coach.Languages.Contains) is { } language && language != default)
            Add($"works in {language.Name}", $"they asked for {language.Name}");
        if (TimeZones.SameClock(ask.State, load.Coach.TimeZone))
            Add("works in your time zone", "they are in your time zone");
        return new(school, coach);
    }

    /// <summary>Work through the network is said with its count; what staff state, as experience.</summary>
    private static void AddPlace(LocaleType type, CoachLoad load, Action<string, string> add)
    {
        var place = PlaceWord(type);
        var coached = load.Experience.Places.GetValueOrDefault(type);
        if (coached > 0)
            add($"has taken on {InWords.Count(coached, place + " school")} before yours", $"you have taken on {InWords.Count(coached, place + " school")} before this one");
        else if (load.Coach.Locales.Contains(type))
            add($"has experience with {place} schools like yours", $"you know {place} schools");
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
