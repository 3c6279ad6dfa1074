using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Staff;
using Arl.Functions.Storage;

namespace Arl.Functions.Privacy;

/// <summary>Erases one person, by the code that the night erases by. Who did it and why is kept first.</summary>
public sealed class PersonErasure(ArlStorage storage, RequestErasure requests, CoachErasure coaches, IdempotencyKeys keys, SuppressionList suppressions, StaffReads reads, TimeProvider clock)
{
    /// <summary>What stands in the way, a sentence each; none where nothing does.</summary>
    public async Task<IReadOnlyList<string>> Obstacles(FoundPerson person, CancellationToken cancel)
    {
        var found = new List<string>();
        foreach (var request in person.Requests)
        {
            if (request.IsOpen)
                found.Add($"{request.Reference} is open. Withdraw it with the school, or merge it, first.");
            else if (await requests.IsOwed(request.Reference, cancel))
                found.Add($"An email or other work of {request.Reference} is still on its way. Try again in some minutes.");
        }
        found.AddRange(person.Coaches.Where(coach => coach.Load.Coach.Active).Select(coach => $"The coach {coach.Load.Coach.Id} is active. Make them inactive first, on their page."));
        if (person.CoachedRequests.Any(request => request.EndedAt is null))
            found.Add($"The coach has open requests: {string.Join(", ", person.CoachedRequests.Where(request => request.EndedAt is null).Select(request => request.Reference))}. Give them to another coach first.");
        if (person.HostsCalls)
            found.Add("They host the weekly learning call, and every invitation names them. Name another host first, under Learning calls.");
        if (person.Emails.Any(email => !email.Row.IsFinished))
            found.Add("An email to them is still on its way. Try again in some minutes.");
        return found;
    }

    /// <summary>False where something changed meanwhile: what was erased stays erased, and the same again does the rest.</summary>
    public async Task<bool> Erase(FoundPerson person, StaffMember member, string page, string why, CancellationToken cancel)
    {
        await reads.KeepEach(new(clock.GetUtcNow(), member.Name, StaffReads.Erasing, page, About: null, why), person.About, cancel);
        await keys.Forget(person.Requests.Select(request => request.Reference.ToString()).ToHashSet(StringComparer.Ordinal), cancel);
        var done = true;
        foreach (var request in person.Requests)
            done &= await requests.Erase(request.Reference, cancel) == Erased.Done;
        foreach (var coach in person.Coaches)
            done &= await coaches.Erase(coach.Load.Coach.Id, endedBefore: null, cancel) is Erased.Done or Erased.NotThere;
        foreach (var email in person.Emails.Where(email => person.Requests.All(request => request.Reference.ToString() != email.Owner)))
            await EmailErasure.Empty(storage.Table(email.Table), email.Row, cancel); // Of a request that has another contact by now, or of another kind.
        await suppressions.ForgetAddress(person.Address, cancel);
        return done;
    }
}
