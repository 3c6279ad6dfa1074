using Arl.Functions.Reach.Public;
using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach;

/// <summary>Queue <c>count-reach</c>: the schools of an introduced request count as served. Runs again harmlessly: a school stands under its own key.</summary>
public sealed class CountReach(QueueWork work, IServedRequests requests, ReachTable reach, PublishSoon publish)
{
    [Function(nameof(CountReach))]
    public Task Run([QueueTrigger(QueueNames.CountReach)] ReachDue due, CancellationToken cancel) => work.Run(QueueNames.CountReach, due, async () =>
    {
        if (await requests.Get(due.Reference, cancel) is not { } served)
            return;
        await reach.Count(served.Schools, served.Reference, cancel);
        await publish.Changed(cancel); // Before the work is done, so that a crash between the two has it asked for again.
        await requests.Counted(served, cancel);
    });
}
