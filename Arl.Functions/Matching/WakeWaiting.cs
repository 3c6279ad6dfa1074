using Arl.Domain.Matching;
using Arl.Functions.Coaches;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Matching;

/// <summary>Queue message: places are new or free, look through the waiting list. <paramref name="Work"/> is the outbox key in the coaches' partition.</summary>
public sealed record WakeDue(string Work);

/// <summary>Gives new and freed places to those who wait, need first, then age.</summary>
public sealed class WakeWaiting(RequestsTable requests, CoachesTable coaches, MatchOne match)
{
    public static OutboxMessage Owed(string work) => OutboxMessage.For(CoachesTable.Partition, work, QueueNames.WakeWaiting, new WakeDue(work));

    [Function(nameof(WakeWaiting))]
    public async Task Run([QueueTrigger(QueueNames.WakeWaiting)] WakeDue due, CancellationToken cancel)
    {
        var held = await coaches.Places(cancel);
        var loads = (await coaches.All(cancel)).Select(coach => coach.Load).ToList();
        foreach (var waiting in await requests.Waiting(cancel))
        {
            if (await requests.Get(waiting.Reference, cancel) is not { } stored)
                continue;
            // Who holds a place already was interrupted on the way to a match and goes on, whether or not another place is free.
            if (!held.ContainsKey(waiting.Reference) && Matchmaker.Choose(stored.Request, loads) is not Choice.Chosen)
                continue;
            await match.Run(waiting.Reference, cancel);
            loads = [.. (await coaches.All(cancel)).Select(coach => coach.Load)];
        }
        await coaches.FinishWake(due.Work, cancel);
    }
}
