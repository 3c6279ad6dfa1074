using System.Globalization;
using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls;

/// <summary>The call that a staff page is about.</summary>
public sealed record StaffCall(LearningCall Call, CallHead Head, TimeZoneInfo Zone);

/// <summary>The staff's pages around one call: its agenda and its notes.</summary>
public sealed class StaffCallDesk(CallsTable calls, CallPapers papers, AgendaDesk agenda, DigestLedger digests, CoachesTable coaches, SchoolDirectorySource schools, TimeProvider clock)
{
    /// <summary>Answers what <paramref name="then"/> makes of the call; a day on which there never was one is not found.</summary>
    public async Task<IResult> Enter(string date, Func<StaffCall, Task<IResult>> then, CancellationToken cancel)
    {
        if (!DateOnly.TryParseExact(date, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || await calls.Get(day, cancel) is not { } call || await calls.Series(cancel) is not { } stored)
            return PageResults.NotFound();
        var zone = stored.Series.Zone();
        var when = TimeZoneInfo.ConvertTime(call.StartsAt, zone).ToString("dddd, MMMM d, yyyy, h:mm tt", CultureInfo.InvariantCulture);
        return await then(new(call, new(day, when, call.StartsAt <= clock.GetUtcNow(), call.State == CallState.Skipped), zone));
    }

    /// <param name="typed">What was typed and not saved.</param>
    public async Task<IResult> Agenda(StaffCall staff, AgendaTyped? typed, IReadOnlyList<Problem> problems, bool saved, bool changed, CancellationToken cancel)
    {
        var (built, version) = await agenda.ToEdit(staff.Call, cancel);
        var names = (await coaches.All(cancel)).ToDictionary(coach => coach.Load.Coach.Id, coach => coach.Load.Coach.Name, StringComparer.Ordinal);
        var asked = (await papers.Questions(staff.Call.Date, cancel)).Where(question => names.ContainsKey(question.CoachId)).ToDictionary(question => "question_" + question.Id, question => names[question.CoachId], StringComparer.Ordinal);
        return PageResults.Page<AgendaPage>(new
        {
            Model = new AgendaPageModel(staff.Head, built, version, asked, typed, problems, saved, changed),
            SampleDirectory = await schools.IsSample(cancel),
        }, Status(problems, changed));
    }

    public async Task<IResult> SaveAgenda(StaffCall staff, PostedForm form, CancellationToken cancel)
    {
        var typed = Typed(form);
        var now = await agenda.ToEdit(staff.Call, cancel);
        var checkedEdits = typed.Check(now.Value.Built, now.Value.Edits);
        if (checkedEdits is Result<AgendaEdits>.Invalid(var problems))
            return await Agenda(staff, typed, problems, saved: false, changed: false, cancel);
        return await papers.Save(staff.Call.Date, ((Result<AgendaEdits>.Ok)checkedEdits).Value, form["version"], cancel)
            ? PageResults.SeeOther(staff.Head.Path + "/agenda?done=saved")
            : await Agenda(staff, typed, [], saved: false, changed: true, cancel);
    }

    /// <summary>When coaches get the digest, in a sentence.</summary>
    internal async Task<string> Digest(StaffCall staff, DateTimeOffset? savedAt, CancellationToken cancel)
    {
        if (staff.Call.State == CallState.Skipped)
            return "This call was skipped: it has no digest.";
        if (await digests.Begun(staff.Call.Date, cancel) is { IsDone: true })
            return "The digest has left, so coaches do not get by email what you change now.";
        var due = TimeZoneInfo.ConvertTime(DigestRule.DueAt(staff.Call.EndsAt, savedAt, staff.Zone), staff.Zone);
        var at = due.ToString("dddd, MMMM d, h:mm tt", CultureInfo.InvariantCulture);
        return savedAt is null ? $"The digest leaves two hours after the call once you have saved notes; without notes on {at}." : $"The digest leaves on {at}, to each coach in their own daytime. Until then you can change what it says.";
    }

    internal static int Status(IReadOnlyList<Problem> problems, bool changed) => changed ? StatusCodes.Status409Conflict : problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

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
