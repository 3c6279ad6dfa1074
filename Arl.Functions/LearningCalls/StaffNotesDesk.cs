using System.Globalization;
using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls;

/// <summary>The staff's page of a call's notes, and of who helped whom.</summary>
public sealed class StaffNotesDesk(CallPapers papers, DigestLedger digests, CoachNames coaches, SchoolDirectorySource schools)
{
    public async Task<IResult> Page(StaffCall staff, bool saved, CancellationToken cancel) => await Page(staff, null, [], saved, changed: false, cancel);

    public async Task<IResult> Save(StaffCall staff, PostedForm form, CancellationToken cancel)
    {
        var before = await papers.Notes(staff.Call.Date, cancel);
        var said = await papers.Said(staff.Call.Date, cancel);
        var known = (await coaches.Active(cancel)).Select(coach => coach.Id).ToHashSet(StringComparer.Ordinal);
        var problems = new List<Problem>();
        var words = Take(CallNotes.Check(form["notes"]), problems) ?? "";
        var more = More(form).Select((row, at) => (row, at)).Where(one => !one.row.IsEmpty)
            .Select(one => Take(CoachHelp.Check(one.row.HelperId, one.row.HelpedId, one.row.With, known.Contains, FormattableString.Invariant($"more{one.at}.")), problems)).OfType<CoachHelp>().ToList();
        if (problems.Count > 0)
            return await Page(staff, form, problems, saved: false, changed: false, cancel);
        var notes = new CallNotes(words, [.. more.Concat(before.Value.Helped.Where(help => !Unticked(form, help))).DistinctBy(help => help.Key, StringComparer.Ordinal)], [.. said.Where(help => Unticked(form, help)).Select(help => help.Key)], SavedAt: null);
        return await papers.Save(staff.Call.Date, notes, form["version"], cancel)
            ? PageResults.SeeOther(staff.Head.Path + "/notes?done=saved")
            : await Page(staff, form, [], saved: false, changed: true, cancel);
    }

    private async Task<IResult> Page(StaffCall staff, PostedForm? form, IReadOnlyList<Problem> problems, bool saved, bool changed, CancellationToken cancel)
    {
        var (notes, version) = await papers.Notes(staff.Call.Date, cancel);
        var names = await coaches.All(cancel);
        var helps = notes.Helped.Select(help => (Help: help, ByCoach: false)).Concat((await papers.Said(staff.Call.Date, cancel)).Select(help => (Help: help, ByCoach: true))).DistinctBy(one => one.Help.Key, StringComparer.Ordinal);
        return PageResults.Page<NotesPage>(new
        {
            Model = new NotesPageModel(
                staff.Head,
                form?["notes"] ?? notes.Words,
                [.. helps.Select(one => (one.Help.Key, Words: one.Help.InWords(id => names.GetValueOrDefault(id)), one.ByCoach, IsTicked: form is null ? !notes.LeftOut.Contains(one.Help.Key, StringComparer.Ordinal) : !Unticked(form, one.Help))).Where(one => one.Words is not null).Select(one => (one.Key, one.Words!, one.ByCoach, one.IsTicked))],
                form is null ? [.. Enumerable.Repeat(new HelpTyped("", "", ""), NotesPageModel.Rows)] : [.. More(form)],
                await coaches.Active(cancel),
                version,
                await Digest(staff, notes.NotedAt, cancel),
                problems,
                saved,
                changed),
            SampleDirectory = await schools.IsSample(cancel),
        }, StaffCallDoor.Status(problems, changed));
    }

    /// <summary>When coaches get the digest, in a sentence.</summary>
    private async Task<string> Digest(StaffCall staff, DateTimeOffset? notedAt, CancellationToken cancel)
    {
        if (staff.Call.State == CallState.Skipped)
            return "This call was skipped: it has no digest.";
        if (await digests.Begun(staff.Call.Date, cancel) is { IsDone: true })
            return "The digest has left, so coaches do not get by email what you change now.";
        var zone = staff.Series.Zone();
        var at = TimeZoneInfo.ConvertTime(DigestRule.DueAt(staff.Call.EndsAt, notedAt, zone), zone).ToString("dddd, MMMM d, h:mm tt", CultureInfo.InvariantCulture);
        return notedAt is null ? $"The digest leaves two hours after the call once you have saved notes; without notes on {at}." : $"The digest leaves on {at}, to each coach in their own daytime. Until then you can change what it says.";
    }

    private static bool Unticked(PostedForm form, CoachHelp help) => form.All("helped").Contains(help.Key, StringComparer.Ordinal) && !form.All("told").Contains(help.Key, StringComparer.Ordinal);

    private static IEnumerable<HelpTyped> More(PostedForm form) =>
        Enumerable.Range(0, NotesPageModel.Rows).Select(at => FormattableString.Invariant($"more{at}.")).Select(row => new HelpTyped(form[row + "helper"], form[row + "helped"], form[row + "with"]));

    /// <summary>Null where it is wrong: then its problems are added.</summary>
    private static T? Take<T>(Result<T> result, List<Problem> problems) where T : class
    {
        if (result is Result<T>.Ok(var value))
            return value;
        problems.AddRange(((Result<T>.Invalid)result).Problems);
        return null;
    }
}
