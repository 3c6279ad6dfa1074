using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Requests;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Engagements;

/// <summary>
/// One look at all requests that may owe a follow-up: at most one act each, written with its emails in one transaction under the request's ETag. Twice, late or beside itself it does each act once;
/// what changed meanwhile is left to the next run.
/// </summary>
public sealed partial class FollowUpRun(RequestsTable requests, CoachesTable coaches, FollowUpClock clocks, FollowUpActs acts, TimeProvider clock, ILogger<FollowUpRun> log)
{
    /// <exception cref="AggregateException">Some requests could not be followed up; the others were.</exception>
    public async Task All(CancellationToken cancel)
    {
        await coaches.EndPauses(cancel);
        var known = (await coaches.All(cancel)).ToDictionary(coach => coach.Load.Coach.Id, coach => coach.Load.Coach, StringComparer.Ordinal);
        var faults = new List<Exception>();
        foreach (var stored in await requests.ForFollowUp(cancel))
        {
            try
            {
                await One(stored, stored.Request.Match is { } match ? known.GetValueOrDefault(match.CoachId) : null, cancel);
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                faults.Add(new InvalidOperationException($"{stored.Request.Reference} could not be followed up.", fault)); // One that fails must not stop those behind it.
            }
        }
        if (faults.Count > 0)
            throw new AggregateException(faults);
    }

    private async Task One(StoredRequest stored, Coach? coach, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (clocks.Of(stored.Request, coach).Due(stored.Request, now) is not { } act || RequestLife.Apply(stored.Request, act.Event, now) is not Step.Moved moved)
            return;
        var change = RequestChange.Of(stored, moved.Request, act.Event, DoneBy.System, (act as FollowUpAct.NextCoach)?.CoachId, now);
        await acts.Owe(act, new(stored.Request, moved, change), coach, cancel);
        if (await requests.Commit(change, cancel))
            Done(stored.Request.Reference, act.Event.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Follow-up of {Reference}: {Act}.")]
    private partial void Done(Reference reference, string act);
}
