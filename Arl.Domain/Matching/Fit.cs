using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>
/// How well a coach fits a request, 0–100, as the sum of its parts: needs covered 0–55 (the first need counts twice), experience with the kind of place 0–15,
/// working days that overlap 0–15 (nothing from five hours apart), and free places 0–15, which spreads the load.
/// </summary>
public sealed record Fit(double Needs, double Locale, double TimeZone, double Room, MatchReasons Reasons)
{
    /// <summary>To two decimals, so that a tie is a tie.</summary>
    public double Score => Math.Round(Needs + Locale + TimeZone + Room, 2, MidpointRounding.AwayFromZero);

    public static Fit Of(CoachingRequest request, CoachLoad load)
    {
        var coach = load.Coach;
        var covered = request.Needs.Where(coach.Needs.Contains).ToList();
        var weight = request.Needs.Sum(need => Weight(request, need));
        var apart = TimeZones.Apart(request.Place.State, coach.TimeZone);
        var knowsPlace = request.Place.Locale is { } locale && (coach.Locales.Count == 0 || coach.Locales.Contains(locale.Type));
        return new(
            Needs: 55.0 * covered.Sum(need => Weight(request, need)) / weight,
            Locale: knowsPlace ? (coach.Locales.Count == 0 ? 8 : 15) : 0,
            TimeZone: 15 * Math.Max(0, 1 - (apart / 5)),
            Room: coach.Capacity == 0 ? 0 : 15.0 * load.Free / coach.Capacity,
            Reasons: Explain(request, coach, covered, apart, knowsPlace && coach.Locales.Count > 0));
    }

    public Match ToMatch(CoachingRequest request, Coach coach, DateTimeOffset at) =>
        new(request.Matches + 1, coach.Id, coach.Name, coach.Organization, Score, at, Reasons);

    private static int Weight(CoachingRequest request, string need) => need == request.Needs[0] ? 2 : 1;

    private static MatchReasons Explain(CoachingRequest request, Coach coach, List<string> covered, double apart, bool knowsPlace)
    {
        var school = new List<string> { Covers(request.Needs.Count, covered, "you") };
        var toCoach = new List<string> { Covers(request.Needs.Count, covered, "they") };
        if (knowsPlace)
        {
            var place = PlaceWord(request.Place.Locale!.Value.Type);
            school.Add($"has experience with {place} schools like yours");
            toCoach.Add($"you know {place} schools");
        }
        if (request.Languages.FirstOrDefault(coach.Languages.Contains) is { } language && language != default)
        {
            school.Add($"works in {language.Name}");
            toCoach.Add($"they asked for {language.Name}");
        }
        if (apart == 0)
        {
            school.Add("works in your time zone");
            toCoach.Add("they are in your time zone");
        }
        return new(school, toCoach);
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
