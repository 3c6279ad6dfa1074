namespace Arl.Tests.Support.Fuzz;

/// <summary>One malformed thing, and where it goes.</summary>
internal abstract record FuzzCase
{
    private FuzzCase() { }

    /// <param name="IsForged">What it opens with is none of ours, so it must be refused.</param>
    public sealed record Http(FuzzRequest Request, bool IsForged = false) : FuzzCase;

    /// <param name="Raw">As it lies on the queue.</param>
    public sealed record Message(string Queue, string Raw) : FuzzCase;

    /// <summary>Something that reads what comes from outside, without a route of its own.</summary>
    /// <param name="Read">True where it took it, false where it turned it away; what it throws is a fault.</param>
    public sealed record Reader(string What, Func<FuzzWorld, Task<bool>> Read) : FuzzCase
    {
        public override string ToString() => What;
    }
}

/// <param name="Weight">Its share of all cases.</param>
internal sealed record FuzzKind(string Name, int Weight, Func<FuzzWorld, FuzzChance, FuzzCase> Draw);
