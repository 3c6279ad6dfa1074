using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Pages.Introductions;

namespace Arl.Functions.Mail;

/// <summary>Invented people and places for <see cref="EmailPreview"/>.</summary>
public static class PreviewData
{
    private static readonly DateTimeOffset s_moment = new(2026, 11, 23, 15, 4, 0, TimeSpan.Zero);

    private static readonly RequestedPlace s_place = new()
    {
        Kind = PlaceKind.School,
        Key = "359000100001",
        Name = "Mesa Verde Elementary",
        City = "Cuba",
        State = UsState.Parse("NM"),
        DistrictName = "Mesa Independent Schools",
        SchoolIds = [NcesSchoolId.Parse("359000100001")],
        Students = 210,
        Locale = Locale.FromCode(43),
        Levels = [SchoolLevel.Elementary],
    };

    public static CoachingRequest Request { get; } = new()
    {
        Reference = Reference.Create(3, 4711),
        ReceivedAt = s_moment,
        Place = s_place,
        Contact = new("Ana Lucero", "Principal", EmailAddress.Parse("ana.lucero@mesaschools.example"), "(505) 555-0142"),
        Needs = ["family-engagement", "multilingual-learners"],
        Goals = "Reach every family before the winter break.",
        Languages = [Language.Parse("es")],
        NeedIndex = NeedIndex.Of(s_place, earlierHelp: 0),
        State = RequestState.Matched,
        Matches = 1,
        Events = 2,
    };

    public static Coach Coach { get; } = new()
    {
        Id = "jo-reyes",
        Name = "Jo Reyes",
        Email = EmailAddress.Parse("jo.reyes@learning-partners.example"),
        Organization = "Learning Partners",
        Needs = new HashSet<string>(["family-engagement", "multilingual-learners"]),
        TimeZone = "America/Denver",
        Capacity = 3,
    };

    public static IReadOnlyList<OfferedResource> Resources { get; } =
    [
        new("A first letter home", new("https://help.example.org/library/open/0123456789abcdef0123"), ["family-engagement"]),
        new("Family night in two languages", new("https://help.example.org/library/open/0123456789abcdef0124"), ["family-engagement", "multilingual-learners"]),
    ];

    public static Match Match { get; } = new(1, Coach.Id, Coach.Name, Coach.Organization, 87, s_moment, new(
        ["covers both needs you named", "has experience with rural schools like yours", "works in your time zone"],
        ["you cover both needs they named", "you know rural schools", "they are in your time zone"])
    {
        Facts =
        [
            new(ReasonKind.Covers) { Needs = ["family-engagement", "multilingual-learners"], Asked = 2 },
            new(ReasonKind.KnowsPlaces) { Place = LocaleType.Rural },
            new(ReasonKind.TimeZone),
        ],
    });

    public static Uri StatusUrl { get; } = new("https://help.example.org/requests/ARL-7K3F-9QZ2/invented");

    public static CoachActions Actions { get; } = new(new("https://help.example.org/act/ARL-7K3F-9QZ2/accept"), new("https://help.example.org/act/ARL-7K3F-9QZ2/decline"), new("https://help.example.org/act/ARL-7K3F-9QZ2/met"), new("https://help.example.org/coach/ARL-7K3F-9QZ2/1/invented"));

    public static Uri StaffUrl { get; } = new("https://help.example.org/staff");

    public static Uri UnsubscribeUrl { get; } = new("https://help.example.org/unsubscribe/invented");

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static ReachReport Report { get; } = new(
        Figures(s_moment, 1515, 939_988),
        new(s_moment.AddDays(-7), Figures(s_moment.AddDays(-7), 1509, 936_402)),
        new(1, [new("ARL-7K3F-9QZ2", "Moss Meadows Middle School, Vermont", s_moment.AddDays(-12), "All coaches for crisis leadership are busy.")]),
        [new("Learning Partners", 4, 21), new("Mesa Family Collaborative", 0, 12)])
    {
        Kind = ReportKind.Weekly,
        New = Week(),
        Growth = [.. Enumerable.Range(0, 75).Select(n => (new DateOnly(2020, 9, 1).AddMonths(n), (int)(1515 * Math.Sqrt((n + 1) / 75.0))))],
        States = [.. UsState.All.Take(38).Select((state, n) => new ReachGroup(state.Code, state.Name, n == 4 ? 131 : 20 + (n * 37 % 41), 620))],
        National = LocaleShares.Of(urban: 28_112, suburban: 31_904, rural: 39_581, unknown: 0),
        Alerts = [new("Email to the school of ARL-7K3F-9QZ2 does not arrive", "/staff/requests/ARL-7K3F-9QZ2")],
        Poisoned = 1,
    };

    private static ReachProgress Week()
    {
        var day = DateOnly.FromDateTime(s_moment.UtcDateTime);
        var all = Figures(s_moment, 1515, 939_988);
        var work = new WorkFigures { Received = 9, Introduced = 8, MedianDaysToIntroduction = 0.6, CoachingBegan = 5, MedianDaysToCoaching = 6.5, Sessions = 21, Minutes = 1170, SchoolCheckIns = new(4, 4.5), CoachCheckIns = new(3, 4.33) };
        var learning = new LearningFigures { Calls = 1, Coaches = 15, CoachesPerCall = 15, Shared = 3, Opened = 22 };
        return new(ReportSpan.Of(new(day.AddDays(-7), day.AddDays(-1)), Zone), all with { Schools = 6, Students = 3586, Work = work, Learning = learning }, all with { Schools = 4, Students = 2210, Work = work with { Received = 7, Introduced = 7, Sessions = 18, Minutes = 1005 }, Learning = learning with { Coaches = 12, CoachesPerCall = 12, Shared = 1 } });
    }

    private static ReachFigures Figures(DateTimeOffset asOf, int schools, long students) => new()
    {
        AsOf = asOf,
        Schools = schools,
        Districts = 402,
        Students = students,
        Cities = 518,
        StatesServed = [.. UsState.All.Take(38)],
        Organizations = 11,
        Locales = LocaleShares.Of(urban: 773, suburban: 364, rural: schools - 773 - 364, unknown: 0),
        CharterSchools = 96,
        Requests = new(0, 1, 2, 31, 14, 1490, 4),
        Learning = new() { Calls = 42, Coaches = 31, CoachesPerCall = 14.2, Shared = 57, Opened = 803 },
    };
}
