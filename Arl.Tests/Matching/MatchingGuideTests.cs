using System.Globalization;
using System.Text;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Matching;
using Arl.Tests.House;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>The worked example of docs/matching.md, worked by the real code.</summary>
public sealed class MatchingGuideTests
{
    private static readonly DateTimeOffset s_today = Some.Moment;

    private static readonly (School School, int DaysAgo, string[] Needs, int DistrictStudents)[] s_asked =
    [
        (Some.School, 0, ["family-engagement", "multilingual-learners"], 550),
        (Some.School with { Id = NcesSchoolId.Parse("040000200001"), Name = "Canyon High", State = UsState.Parse("AZ"), Locale = Locale.FromCode(32), Level = SchoolLevel.High, Students = 1_000, FreeOrReducedLunch = 600 }, 20, ["multilingual-learners"], 3_000),
        (Some.School with { Id = NcesSchoolId.Parse("480000300001"), Name = "Hill School", State = UsState.Parse("TX"), Locale = Locale.FromCode(21), Students = 500, FreeOrReducedLunch = 50, TitleI = false }, 30, ["family-engagement"], 9_000),
    ];

    private static readonly Coach s_jo = Some.Coach with { Locales = new HashSet<LocaleType> { LocaleType.Rural, LocaleType.Town }, Capacity = 1 };

    private static readonly Coach s_sam = Some.Coach with
    {
        Id = "coach-2",
        Name = "Sam Holt",
        Organization = "Bright Harbor",
        Needs = new HashSet<string> { "family-engagement" },
        States = new HashSet<UsState> { UsState.Parse("NM"), UsState.Parse("TX") },
        TimeZone = "America/Chicago",
        Capacity = 1,
    };

    [Fact]
    public void The_worked_example_of_the_guide_is_what_the_code_does()
    {
        var guide = Repository.Text("docs", "matching.md").ReplaceLineEndings("\n");

        Assert.All(Example().Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(line, guide, StringComparison.Ordinal));
    }

    [Fact]
    public void The_points_that_the_guide_names_are_those_of_the_code()
    {
        var guide = Repository.Text("docs", "matching.md");
        var weights = FitPart.Of(default, FitWeights.Default).Select(part => $"| {part.Name} | {part.Most} |");
        string[] needs = [$"poverty | 0–{NeedIndex.MostPoverty}", $"remoteness | 0–{NeedIndex.MostRemoteness}", $"Title I | 0–{NeedIndex.MostTitleI}", $"district | 0–{NeedIndex.MostDistrict}", $"earlier help | less 0–{NeedIndex.MostEarlierHelp}"];

        Assert.All([.. weights, .. needs], part => Assert.Contains(part, guide, StringComparison.Ordinal));
    }

    private static string Example()
    {
        CoachPool pool = new([new(s_jo, 0), new(s_sam, 0)], FitWeights.Default);
        var asks = s_asked.Select((_, i) => AskOf(i)).ToList();
        var plan = Planner.Make(asks.Select(one => one.Ask), pool, MatchingRules.Default, OrToolsFlow.Solve);
        var text = new StringBuilder();
        foreach (var (ask, index) in asks)
        {
            var school = s_asked.Single(one => one.School.State == ask.State).School;
            var fits = pool.Loads.Where(load => CoachRules.MayCoach(ask, load.Coach)).Select(load => $"{load.Coach.Name} {N(pool.FitOf(ask, load.Coach.Id).Score)}");
            var given = plan.Assignments.FirstOrDefault(one => one.Ask == ask) is { } served ? pool.Loads.Single(load => load.Coach.Id == served.CoachId).Coach.Name : "waits";
            text.Append(CultureInfo.InvariantCulture, $"| {school.Name}, {ask.State} | {N(index.Poverty)} + {N(index.Remoteness)} + {N(index.TitleI)} + {N(index.District)} = **{N(index.Total)}** | {(s_today - ask.ReceivedAt).TotalDays} | **{N(Priority.Points(ask, 1, s_today))}** | {string.Join(", ", fits)} | {given} |\n");
        }
        return text.ToString();
    }

    private static (Ask Ask, NeedIndex Index) AskOf(int number)
    {
        var (school, daysAgo, needs, districtStudents) = s_asked[number];
        var place = RequestedPlace.Of(school, Some.Directory(school)) with { DistrictStudents = districtStudents };
        var index = NeedIndex.Of(place);
        var ask = Some.Ask with
        {
            Reference = Reference.Create(number, 4711),
            Needs = needs,
            State = school.State,
            Levels = [school.Level!.Value],
            Locale = school.Locale,
            District = school.District,
            NeedIndex = index.Total,
            ReceivedAt = s_today.AddDays(-daysAgo),
        };
        return (ask, index);
    }

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
