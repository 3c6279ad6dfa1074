using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Functions.Staff;
using Arl.Functions.Staff.Acts;
using Arl.Functions.Web;
using Arl.Pages.Coaches;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Coaches;

/// <summary><c>POST /staff/coaches/{id}/edit</c>: changes a coach, by the rules of the coach file, from the facts that were seen and no newer ones.</summary>
public sealed class EditCoach(StaffDoor door, StaffCoachDesk desk, CoachEdits edits)
{
    [Function(nameof(EditCoach))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/coaches/{id}/edit")] HttpRequest http, string id, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(EditCoach), id), member => PostedForm.Read(http, async form =>
        {
            if (await desk.Find(id, cancel) is null)
                return PageResults.NotFound();
            var typed = CoachFile.Columns.ToDictionary(column => column.Name, column => column.Name switch
            {
                "id" => id,
                "needs" => string.Join(';', form.All("needs")),
                "levels" or "locales" => string.Join(';', form.All(column.Name)) is { Length: > 0 } some ? some : "*",
                _ => form[column.Name],
            }, StringComparer.Ordinal);
            var (coach, problems) = Read(typed, form["why"]);
            typed["why"] = form["why"];
            return coach is null || problems.Count > 0
                ? await desk.Form(id, form["version"], new(typed, problems), cancel)
                : await Save(coach, form["version"], new(typed, []), member, cancel);
        }, cancel));

    private async Task<IResult> Save(Coach coach, string version, StaffCoachTyped typed, StaffMember member, CancellationToken cancel)
    {
        switch (await edits.Save(coach, version, member.Name, typed.Of("why"), cancel))
        {
            case CoachEdited.Done:
                return PageResults.SeeOther($"/staff/coaches/{coach.Id}?done=saved");
            case CoachEdited.Changed when await desk.Find(coach.Id, cancel) is { Load.Coach: var now }:
                return await desk.Form(coach.Id, version, typed, cancel, CoachCsv.Differences(coach, now));
            default:
                return PageResults.NotFound();
        }
    }

    /// <summary>As one row of a coach file, so that the page takes what the file takes and says what it says.</summary>
    private static (Coach? Coach, IReadOnlyList<Problem> Problems) Read(Dictionary<string, string> typed, string why)
    {
        var missing = ActForm.WrongReason(why) is { } wrong ? new[] { new Problem("why", wrong) } : [];
        return CoachFile.Read(CoachCsv.Write([typed])) switch
        {
            Result<IReadOnlyList<Coach>>.Ok([var coach]) => (coach, missing),
            Result<IReadOnlyList<Coach>>.Invalid(var problems) => (null, [.. problems.Select(problem => new Problem(FieldOf(problem), problem.Message)), .. missing]),
            _ => (null, [new Problem("name", "Fill in the form."), .. missing]),
        };
    }

    private static string FieldOf(Problem problem) => problem.Field.Split(", ") is [_, var column] && CoachFile.Columns.Any(known => known.Name == column) ? column : "name";
}
