using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Reach;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Arl.Functions.Imports;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Served;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Arl.Tests.Storage;

/// <summary>One thing that somebody does.</summary>
/// <param name="Again">Whoever gets no answer does it again.</param>
internal sealed record FaultStep(string Name, bool Again, Func<FaultWorld, Task> Do);

/// <summary>The whole path of requests, step by step; what is added here is met by every fault.</summary>
internal static class FaultSteps
{
    public static SchoolDirectory Schools { get; } = Some.Directory(Some.School, Some.Neighbor);

    public static IReadOnlyList<FaultStep> All { get; } =
    [
        new("staff load two coaches with a place each", Again: true, world => Actors.Load(world.Process, "one", Coach("c1"), Coach("c2"))),
        new("a school asks", Again: true, world => Ask(world, "a", key: "key-a")),
        new("a second asks, once, from a free mailbox", Again: false, world => Ask(world, "b", key: null)),
        new("the second confirms", Again: true, world => OfFirst(world, "b", reference => Actors.Confirm(world.Process, reference))),
        new("a third asks and waits", Again: true, world => Ask(world, "c", key: "key-c")),
        new("the first withdraws", Again: true, world => OfFirst(world, "a", reference => Actors.Withdraw(world.Process, reference))),
        new("the third's coach hands it back", Again: true, world => OfFirst(world, "c", reference => Actors.HandBack(world.Process, reference))),
        new("staff load a coach more", Again: true, world => Actors.Load(world.Process, "two", Coach("c1"), Coach("c2"), Coach("c3"))),
        new("the third meets its coach", Again: true, world => OfFirst(world, "c", reference => Actors.Meet(world.Process, reference))),
        new("the third is done", Again: true, world => OfFirst(world, "c", reference => Actors.Complete(world.Process, reference))),
        new("staff load schools served before", Again: true, world => Actors.LoadServed(world.Process, Some.School, Some.Neighbor)),
        new("the people of the first are erased", Again: true, world => OfFirst(world, "a", async reference => await world.Process.Get<Functions.Privacy.RequestErasure>().Erase(reference, CancellationToken.None))),
        new("staff undo that", Again: true, world => Actors.UndoServed(world.Process)),
    ];

    private static Coach Coach(string id) => Some.Coach with { Id = id, Email = Domain.EmailAddress.Parse($"{id}@coaches.example"), Organization = $"Partners of {id}", Capacity = 1 };

    private static async Task Ask(FaultWorld world, string name, string? key)
    {
        if (await Actors.Ask(world.Process, Actors.Form(name), key) is { } reference && !world.Accepted.Contains(reference))
            world.Accepted.Add(reference);
    }

    /// <summary>A step of a request that was accepted.</summary>
    private static async Task OfFirst(FaultWorld world, string name, Func<Reference, Task> act)
    {
        foreach (var reference in world.Accepted.ToList())
            if ((await world.Process.Get<RequestsTable>().Get(reference, CancellationToken.None))?.Request.Contact.Email.Value == Actors.Form(name).ContactEmail)
                await act(reference);
    }
}

/// <summary>What people do to the network, as its functions do it for them.</summary>
internal static class Actors
{
    public static RequestForm Form(string name) => Some.Form with { ContactEmail = name == "b" ? "b@gmail.com" : $"{name}@school.example", SchoolId = name == "b" ? Some.Neighbor.Id.ToString() : Some.School.Id.ToString() };

    /// <summary>The reference that was answered with 202.</summary>
    public static async Task<Reference?> Ask(NetworkProcess process, RequestForm form, string? key) => await process.Get<AcceptRequest>().Handle(form, key, EnteredBy.School, CancellationToken.None) switch
    {
        Acceptance.Accepted accepted => accepted.Reference,
        Acceptance.Equal equal => equal.Reference,
        var other => throw new InvalidOperationException($"Not accepted: {other}"),
    };

    public static Task Load(NetworkProcess process, string file, params Coach[] coaches) =>
        process.Get<ImportRoom>().Take(CoachImport.Name, new(System.Text.Encoding.UTF8.GetBytes(file), CoachImport.Write(coaches), coaches.Length), "staff", CancellationToken.None);

    public static Task LoadServed(NetworkProcess process, params School[] schools) => process.Get<ImportRoom>().Take(
        ServedImport.Name, new(new BinaryData("served").ToMemory(), ServedImport.Write([.. schools.Select(school => ServedSchool.Of(school, new(2020, 9, 14), "Bridge", Some.Moment))]), schools.Length), "staff", CancellationToken.None);

    /// <summary>Of the imports of schools served, the one loaded last.</summary>
    public static async Task UndoServed(NetworkProcess process)
    {
        var last = (await process.Get<ImportRoom>().All(CancellationToken.None)).First(import => import.Kind == ServedImport.Name);
        await process.Get<ImportRoom>().Undo(last.Kind, last.ImportId, "staff", CancellationToken.None);
    }

    public static Task Withdraw(NetworkProcess process, Reference reference) =>
        process.Function<WithdrawRequest>().Run(new DefaultHttpContext().Request, reference.ToString(), process.Get<StatusLinks>().PathOf(reference).Split('/')[^1], CancellationToken.None);

    /// <summary>As by the button behind the link, which the request's address alone knows.</summary>
    public static Task Confirm(NetworkProcess process, Reference reference) =>
        process.Get<Acting>().Do(reference, new("school", _ => new RequestEvent.ContactConfirmed()), CancellationToken.None);

    public static Task HandBack(NetworkProcess process, Reference reference) => OfMatch(process, reference, (acts, match) => acts.HandBack(reference, match, new(HandBackReason.NoTime, PauseUntil: null), link: null, CancellationToken.None));

    public static Task Meet(NetworkProcess process, Reference reference) => OfMatch(process, reference, (acts, match) => acts.Meet(reference, match, link: null, CancellationToken.None));

    public static Task Complete(NetworkProcess process, Reference reference) => OfMatch(process, reference, (acts, match) => acts.Complete(reference, match, CancellationToken.None));

    private static async Task OfMatch(NetworkProcess process, Reference reference, Func<CoachActs, int, Task> act)
    {
        if (await process.Get<RequestsTable>().Get(reference, CancellationToken.None) is { Request.Match.Number: var match })
            await act(process.Get<CoachActs>(), match);
    }
}
