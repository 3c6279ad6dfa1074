namespace Arl.Benchmarks.Requests;

/// <summary>
/// What a call costs, in US dollars: general-purpose v2, locally redundant storage. Where each figure is from stands in docs/performance.md; Azure's own price pages could not be read where this was written.
/// </summary>
internal static class AzurePrices
{
    /// <summary>Table storage: per transaction, of whatever kind; an entity-group transaction is one.</summary>
    public const double TableCall = 0.000_36 / 10_000;

    /// <summary>Queue storage: per operation; class 1 (put, update, delete, list) and class 2 (get, peek) cost the same.</summary>
    public const double QueueCall = 0.004 / 10_000;
}
