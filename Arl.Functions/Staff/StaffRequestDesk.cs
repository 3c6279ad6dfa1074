using Arl.Domain.Introductions;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Arl.Functions.Hosting;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Arl.Pages.Staff.Acts;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Staff;

/// <summary>The staff's page of one request: as it is, or after an act that could not be done, with what was typed.</summary>
public sealed class StaffRequestDesk(RequestsTable requests, RequestIndex index, CoachesTable coaches, SchoolDirectorySource schools, MatchingRules rules, FollowUpClock followUps, NetworkClock zone, TimeProvider clock)
{
    /// <param name="tried">Null where nothing was tried.</param>
    internal async Task<IResult> Show(StoredRequest stored, TriedAct? tried, CancellationToken cancel, string? done = null)
    {
        var request = stored.Request;
        var history = await requests.History(request.Reference, cancel);
        var emails = await requests.Emails(request.Reference, cancel);
        var loads = (await coaches.All(cancel)).Select(coach => coach.Load).ToList();
        return PageResults.Page<StaffRequestPage>(new
        {
            Model = new StaffRequest(
                request,
                request.State == RequestState.Waiting ? WhyNobody.WouldUnblock(Ask.Of(request), loads) : [],
                [.. history.Select(entry => new StaffRequest.Event(entry.Event, entry.At, entry.By, entry.Detail, entry.Why))],
                [.. emails.Select(email => new StaffRequest.Email(email.Kind, email.Subject, MailWords.Of(email.State, email.LastProblem, email.Fate.Delivery, email.DeliveryReason), email.SentAt))],
                zone.Zone,
                await schools.IsSample(cancel))
            {
                Acts = await Acts(request, loads, tried, cancel),
                Clock = new(Promise.Of(Promised.Of(request), clock.GetUtcNow()), await followUps.Next(request, cancel)),
                Done = done,
            },
        }, tried is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private async Task<StaffRequestActs> Acts(CoachingRequest request, IReadOnlyCollection<Domain.Coaches.CoachLoad> loads, TriedAct? tried, CancellationToken cancel)
    {
        var others = (await Task.WhenAll((await index.Alike(request, cancel)).Select(other => requests.Get(other, cancel)))).OfType<StoredRequest>().Select(other => other.Request).OrderByDescending(other => other.ReceivedAt).ToList();
        return new()
        {
            FormKey = tried?.Typed.GetValueOrDefault("key") ?? FormKey.New(),
            Tomorrow = request.DayAt(clock.GetUtcNow()).AddDays(1),
            Candidates = request.IsOpen ? Candidate.Of(request, loads, rules.Weights) : [],
            Alike = [.. others.Where(other => other.IsOpen && other.MergedInto is null)],
            Merged = [.. others.Where(other => other.MergedInto == request.Reference)],
            Tried = tried ?? TriedAct.Nothing,
        };
    }
}
