using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Tests.Support;

/// <summary>Ordinary things; a test changes what matters to it with <c>with { … }</c>.</summary>
public static class Some
{
    public static readonly DateTimeOffset Moment = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = new(2026, 11, 24);

    public static School School { get; } = new()
    {
        Id = NcesSchoolId.Parse("359000100001"),
        Name = "Mesa Verde Elementary",
        City = "Cuba",
        State = UsState.Parse("NM"),
        DistrictName = "Mesa Independent Schools",
        Locale = Locale.FromCode(43),
        Charter = false,
        TitleI = true,
        Level = SchoolLevel.Elementary,
        Students = 210,
        FreeOrReducedLunch = 168,
    };

    public static School Neighbor { get; } = School with { Id = NcesSchoolId.Parse("359000100002"), Name = "Mesa High", Level = SchoolLevel.High, Students = 340 };

    public static ISchools Schools { get; } = Directory(School, Neighbor);

    public static RequestForm Form { get; } = new()
    {
        SchoolId = School.Id.ToString(),
        ContactName = "Ana Lucero",
        ContactRole = "Principal",
        ContactEmail = "ana.lucero@mesaschools.example",
        Needs = ["family-engagement", "multilingual-learners"],
        Goals = "Reach every family before the winter break.",
        Consent = true,
    };

    public static CheckedRequest Checked { get; } = Check(Form);

    public static CoachingRequest Request { get; } = CoachingRequest.Receive(Checked, Reference.Create(3, 4711), Moment);

    public static Ask Ask { get; } = Ask.Of(Request);

    public static Coach Coach { get; } = new()
    {
        Id = "coach-1",
        Name = "Jo Reyes",
        Email = EmailAddress.Parse("jo.reyes@learning-partners.example"),
        Organization = "Learning Partners",
        Needs = new HashSet<string>(["family-engagement", "multilingual-learners"]),
        TimeZone = "America/Denver",
        Capacity = 3,
    };

    public static SchoolDirectory Directory(params School[] schools) => SchoolDirectory.Build(schools, new("a few schools", "2026-2027", IsSample: false, Moment));

    public static CheckedRequest Check(RequestForm form) => ((Result<CheckedRequest>.Ok)RequestCheck.Check(form, Schools, Today)).Value;

    public static Match Match(string coachId = "coach-1", int number = 1) =>
        new(number, coachId, "Jo Reyes", "Learning Partners", 80, Moment, new(["covers both needs you named"], ["you cover both needs they named"]));

    public static CoachLoad Load(Coach coach, int taken = 0) => new(coach, taken);
}
