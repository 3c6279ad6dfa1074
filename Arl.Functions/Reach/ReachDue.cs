using Arl.Functions.Storage;

namespace Arl.Functions.Reach;

/// <summary>Queue message of <c>count-reach</c>: this request was introduced, so its schools are served.</summary>
public sealed record ReachDue(string Reference) : ITraced
{
    public string? Traceparent { get; init; }

    string? ITraced.About => Reference;
}
