namespace Arl.Domain.Reach;

/// <summary>A request that waits. <paramref name="Place"/> names a school or district, never a person; <paramref name="Why"/> is the reason in words.</summary>
public sealed record WaitingRequest(string Reference, string Place, DateTimeOffset ReceivedAt, string Why);

/// <summary>The requests that wait for a coach: how many, and those that have waited longest, the longest first.</summary>
public sealed record WaitingNow(int Count, IReadOnlyList<WaitingRequest> Longest)
{
    public static WaitingNow Nobody { get; } = new(0, []);
}
