using Arl.Domain.Requests;
using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Matching;

/// <summary>Queue message: find a coach for this request.</summary>
public sealed record MatchDue(string Reference) : ITraced
{
    public string? Traceparent { get; init; }

    string? ITraced.About => Reference;
}

public sealed class MatchRequest(QueueWork work, MatchOne match)
{
    [Function(nameof(MatchRequest))]
    public Task Run([QueueTrigger(QueueNames.MatchRequests)] MatchDue due, CancellationToken cancel) =>
        work.Run(QueueNames.MatchRequests, due, () => match.Run(Reference.Parse(due.Reference), cancel));
}
