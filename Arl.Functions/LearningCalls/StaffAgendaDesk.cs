using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls;

/// <summary>The staff's page of a call's agenda.</summary>
public sealed class StaffAgendaDesk(AgendaDesk agenda, CallPapers papers, CoachNames coaches, SchoolDirectorySource schools)
{
    public Task<IResult> Page(StaffCall staff, bool saved, CancellationToken cancel) => Page(staff, typed: null, [], saved, changed: false, cancel);

    public async Task<IResult> Save(StaffCall staff, PostedForm form, CancellationToken cancel)
    {
        var typed = Typed(form);
        var now = await agenda.ToEdit(staff.Call, cancel);
        var checkedEdits = typed.Check(now.Value.Built, now.Value.Edits);
        if (checkedEdits is Result<AgendaEdits>.Invalid(var problems))
            return await Page(staff, typed, problems, saved: false, changed: false, cancel);
        return await papers.Save(staff.Call.Date, ((Result<AgendaEdits>.Ok)checkedEdits).Value, form["version"], cancel)
            ? PageResults.SeeOther(staff.Head.Path + "/agenda?done=saved")
            : await Page(staff, typed, [], saved: false, changed: true, cancel);
    }

    /// <param name="typed">What was typed and not saved.</param>
    private async Task<IResult> Page(StaffCall staff, AgendaTyped? typed, IReadOnlyList<Problem> problems, bool saved, bool changed, CancellationToken cancel)
    {
        var (built, version) = await agenda.ToEdit(staff.Call, cancel);
        var names = await coaches.All(cancel);
        var asked = (await papers.Questions(staff.Call.Date, cancel)).Where(question => names.ContainsKey(question.CoachId)).ToDictionary(question => question.LineKey, question => names[question.CoachId], StringComparer.Ordinal);
        return PageResults.Page<AgendaPage>(new
        {
            Model = new AgendaPageModel(staff.Head, built, version, asked, typed, problems, saved, changed),
            SampleDirectory = await schools.IsSample(cancel),
        }, StaffCallDoor.Status(problems, changed));
    }

    private static AgendaTyped Typed(PostedForm form)
    {
        AgendaSection[] sections = [AgendaSection.Resources, AgendaSection.Questions, AgendaSection.HelpWanted];
        return new(
            [.. form.All("line").Except(form.All("show"), StringComparer.Ordinal)],
            [.. form.All("question").Zip(form.All("words")).Select(pair => new RewordedLine(pair.First, pair.Second))],
            sections.ToDictionary(section => section, section => form[AgendaTyped.FieldOf(section)]),
            form["story"],
            form["storyWords"],
            form["storyConfirmed"] == "yes");
    }
}
