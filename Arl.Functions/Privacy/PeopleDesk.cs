using Arl.Domain;
using Arl.Functions.Hosting;
using Arl.Functions.Staff;
using Arl.Functions.Staff.Acts;
using Arl.Functions.Storage;
using Arl.Functions.Web;
using Arl.Pages.Privacy;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Privacy;

/// <summary>The pages of one person: looked for, read, exported, erased. The address is posted each time, so that no address of ours and no log holds it.</summary>
public sealed class PeopleDesk(PersonSearch search, PersonErasure erasure, StaffReads reads, NetworkClock zone, TimeProvider clock)
{
    public static IResult Ask(string? done) => PageResults.Page<PeoplePage>(new { Done = done });

    public async Task<IResult> Find(PostedForm form, StaffMember member, CancellationToken cancel)
    {
        if (await Person(form, cancel) is not { } person)
            return Wrong(form);
        if (person.About.Count > 0) // Else the door's own note says it all.
            await reads.KeepEach(new(clock.GetUtcNow(), member.Name, StaffReads.Read, nameof(FindPerson), About: null, Why: null), person.About, cancel);
        return PageResults.Page<PeoplePage>(new { Person = Shown(person), Typed = form["email"] });
    }

    public async Task<IResult> Export(PostedForm form, StaffMember member, CancellationToken cancel)
    {
        if (await Person(form, cancel) is not { } person)
            return Wrong(form);
        await reads.KeepEach(new(clock.GetUtcNow(), member.Name, StaffReads.Exported, nameof(ExportPerson), About: null, Why: null), person.About, cancel);
        return Results.File(PersonFile.Write(person, clock.GetUtcNow()), "application/json; charset=utf-8", "person.json");
    }

    /// <summary>The first step says what goes and what stays; the second, with a reason, does it.</summary>
    public async Task<IResult> Erase(PostedForm form, StaffMember member, CancellationToken cancel)
    {
        if (await Person(form, cancel) is not { } person)
            return Wrong(form);
        var obstacles = await erasure.Obstacles(person, cancel);
        var confirmed = form["confirm"] == "yes";
        var wrong = confirmed ? ActForm.WrongReason(form["why"]) : null;
        if (!confirmed || obstacles.Count > 0 || wrong is not null)
            return PageResults.Page<ErasePersonPage>(new { Person = Shown(person), Obstacles = obstacles, Why = form["why"], Problems = wrong is null ? (IReadOnlyList<Problem>)[] : [new("why", wrong)] }, wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        return PageResults.SeeOther("/staff/people?done=" + (await erasure.Erase(person, member, nameof(ErasePerson), form["why"], cancel) ? "erased" : "again"));
    }

    private async Task<FoundPerson?> Person(PostedForm form, CancellationToken cancel) => EmailAddress.TryParse(form["email"], out var address) ? await search.Find(address, cancel) : null;

    private static IResult Wrong(PostedForm form) => PageResults.Page<PeoplePage>(new
    {
        Typed = form["email"],
        Problems = (IReadOnlyList<Problem>)[new("email", "Type one email address, such as name@school.example.")],
    }, StatusCodes.Status400BadRequest);

    private PersonModel Shown(FoundPerson person) => new(
        person.Address.Value,
        person.Requests,
        [.. person.Coaches.Select(coach => coach.Load)],
        [.. person.CoachedRequests.Select(request => (request.Reference.ToString(), $"{request.Place} · {request.State}"))],
        [.. person.Emails.Select(email => new PersonModel.Email(email.Row.CreatedAt, email.Row.Subject, MailWords.Of(email.Row.State, email.Row.LastProblem, email.Row.Fate.Delivery, null), email.Table == TableNames.Requests ? email.Owner : null))],
        [.. person.Answers.Select(answer => new PersonModel.Answer(answer.Reference.ToString(), answer.Side, answer.At, answer.Score, string.Join(" ", new[] { answer.Changed, answer.Next }.Where(words => words.Length > 0))))],
        person.Suppression,
        zone.Zone)
    {
        Shared = [.. person.Shared.Select(shared => new PersonModel.Resource(shared.SharedAt, shared.Title, shared.Link ?? shared.FileName ?? "", shared.State.ToString(), shared.Note))],
        HostsCalls = person.HostsCalls,
    };
}
