using Arl.Domain;
using Arl.Domain.Matching;
using Arl.Domain.Matching.Simulation;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Hosting.Local.Samples;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary>A request as it is asked for, before its luck is drawn: a row of a file, or a draw.</summary>
internal sealed record AskedFor(DateTimeOffset Received, School School, IReadOnlyList<string> Needs, IReadOnlyList<Language> Languages);

/// <summary>
/// Invents requests by plain rules, which docs/simulator.md states: every operating school is as likely as any other and asks once before any asks twice; moments are spread evenly
/// over the working hours of the weeks' Mondays to Fridays (given their number, that is a Poisson process of constant rate); needs are drawn evenly.
/// </summary>
internal static class DrawnRequests
{
    /// <summary>A Monday in a school year; nothing hangs on it but the dates in the files.</summary>
    public static readonly DateTimeOffset FirstMonday = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Working hours from the Atlantic to Hawaii, by UTC.</summary>
    private const int FirstHour = 12;
    private const int LastHour = 22;

    /// <summary>Of ten requests five name one need, three two and two three.</summary>
    private static readonly int[] s_needs = [5, 3, 2];

    private const double AsksForSpanish = 0.10;
    private const double AsksForAnother = 0.02;

    public static IReadOnlyList<AskedFor> Draw(int count, int weeks, int seed, SchoolDirectory directory)
    {
        var draw = new SampleDraw(seed);
        var byId = directory.All().OrderBy(school => school.Id).ToList();
        var schools = new Queue<School>();
        var asked = new List<AskedFor>(count);
        for (var i = 0; i < count; i++)
        {
            if (schools.Count == 0)
                schools = new(draw.Shuffled(byId));
            asked.Add(new(Moment(draw, weeks), schools.Dequeue(), Needs(draw), Languages(draw)));
        }
        return [.. asked.OrderBy(one => one.Received).ThenBy(one => one.School.Id)];
    }

    private static DateTimeOffset Moment(SampleDraw draw, int weeks) =>
        FirstMonday.AddDays((7 * draw.Whole(0, weeks - 1)) + draw.Whole(0, 4)).AddSeconds(draw.Whole(FirstHour * 3600, (LastHour * 3600) - 1));

    private static string[] Needs(SampleDraw draw) => [.. draw.Shuffled(Need.All).Take(1 + draw.Weighted(s_needs)).Select(need => need.Id)];

    private static Language[] Languages(SampleDraw draw)
    {
        var (spanish, another) = (draw.Chance(AsksForSpanish), draw.Chance(AsksForAnother));
        var other = draw.Of(Language.All);
        return spanish ? [Language.Parse("es")] : another && other != Language.English ? [other] : [];
    }
}

/// <summary>Draws the luck of requests, from the seed alone and the same number of draws for each, so that no policy and no coach can change it.</summary>
internal static class DrawnLuck
{
    private const int MostHandBacks = 3;
    private const int LongestBeforeHandBack = 5;

    /// <param name="asked">In the order of their arrival.</param>
    public static IReadOnlyList<SimulatedRequest> Draw(IReadOnlyList<AskedFor> asked, SimulateOptions options, ISchools schools)
    {
        var draw = new SampleDraw(int.MaxValue - options.Seed);
        return [.. asked.Select((one, number) => Request(one, number, draw, options, schools))];
    }

    private static SimulatedRequest Request(AskedFor asked, int number, SampleDraw draw, SimulateOptions options, ISchools schools)
    {
        var place = RequestedPlace.Of(asked.School, schools);
        var days = (int)Math.Round(draw.Between(0.6, 1.4) * options.CoachingWeeks * 7);
        var handBacks = Enumerable.Range(0, MostHandBacks).Select(_ => (Happens: draw.Chance(options.HandBacks), Days: draw.Whole(1, LongestBeforeHandBack))).ToList();
        return new()
        {
            School = asked.School.Id,
            PovertyShare = place.PovertyShare,
            CoachingDays = Math.Max(1, days),
            HandBacks = [.. handBacks.TakeWhile(one => one.Happens).Select(one => one.Days)],
            Ask = new()
            {
                Reference = Reference.Create(number % 31, (ulong)number),
                Needs = asked.Needs,
                Languages = asked.Languages,
                State = place.State,
                Levels = place.Levels,
                Locale = place.Locale,
                District = place.District,
                NeedIndex = NeedIndex.Of(place).Total,
                ReceivedAt = asked.Received,
            },
        };
    }
}
