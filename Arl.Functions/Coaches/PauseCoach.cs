using System.Globalization;
using Arl.Domain;
using Arl.Functions.Staff;
using Arl.Functions.Staff.Acts;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Coaches;

/// <summary><c>POST /staff/coaches/{id}/pause</c>: no new request for this coach until a day, or again from now on.</summary>
public sealed class PauseCoach(StaffDoor door, StaffCoachDesk desk, CoachEdits edits)
{
    [Function(nameof(PauseCoach))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/coaches/{id}/pause")] HttpRequest http, string id, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(PauseCoach), id), member => PostedForm.Read(http, form => Do(id, form, member, cancel), cancel));

    private async Task<IResult> Do(string id, PostedForm form, StaffMember member, CancellationToken cancel)
    {
        if (await desk.Find(id, cancel) is not { } coach)
            return PageResults.NotFound();
        var resumes = form["do"] == "resume";
        var until = resumes ? null : Until(form["until"], desk.TodayOf(coach));
        var problems = new List<Problem>();
        if (!resumes && until is null)
            problems.Add(new("until", "Choose a day after today, within a year."));
        if (ActForm.WrongReason(form["why"]) is { } wrong)
            problems.Add(new("why", wrong));
        if (problems.Count > 0)
            return await desk.Show(coach, done: null, new(new Dictionary<string, string> { ["until"] = form["until"], ["why"] = form["why"] }, problems), cancel);
        await edits.Pause(id, until, member.Name, form["why"], cancel);
        return PageResults.SeeOther($"/staff/coaches/{id}?done={(resumes ? "resumed" : "paused")}");
    }

    private static DateOnly? Until(string text, DateOnly today) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > today && day <= today.AddYears(1) ? day : null;
}
