using Arl.Domain.LearningCalls;
using Arl.Domain.Schools;
using Arl.Tests.Support;

namespace Arl.Tests.LearningCalls;

/// <summary>The lines of an ordinary week.</summary>
public static class SomeAgenda
{
    public static NewResource Resource { get; } = new("r1", "Family nights that work", "/library/open/r1");

    public static CallQuestion Question { get; } = new("q1", "coach-1", "How do you begin a first session by video?", Some.Moment);

    public static HelpWanted Help { get; } = new(["mathematics"], UsState.Parse("NM"), [SchoolLevel.High], [], 2, Some.Moment.AddDays(-9));

    public static AgendaWeek Week { get; } = new([Resource], [Question], [Help], []);

    public static Agenda Built { get; } = Agenda.Empty.Rebuilt(Week.Build());

    public static string[] Words(this Agenda agenda, AgendaSection section) => [.. agenda.Of(section).Select(line => line.Words)];
}
