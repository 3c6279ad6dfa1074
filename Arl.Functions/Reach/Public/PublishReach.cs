using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Public;

/// <summary>Queue <c>publish-reach</c>: the reach changed a little while ago; it is counted again and published. Runs again harmlessly.</summary>
public sealed class PublishReach(QueueWork work, PublicReachCache figures)
{
    [Function(nameof(PublishReach))]
    public Task Run([QueueTrigger(QueueNames.PublishReach)] PublishDue due, CancellationToken cancel) => work.Run(QueueNames.PublishReach, due, () => figures.Publish(cancel));
}
