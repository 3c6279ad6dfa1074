namespace Arl.Pages.Staff.Poison;

/// <summary>Work that failed too often, and what became of it.</summary>
/// <param name="More">Messages behind those shown.</param>
/// <param name="Done">What the button just did: <c>retried</c>, <c>dropped</c>, <c>resumed</c>, <c>gone</c>, or empty.</param>
public sealed record PoisonOverview(
    IReadOnlyList<PoisonOverview.Message> Messages, int More, IReadOnlyList<PoisonOverview.Stopped> StoppedWork, IReadOnlyList<PoisonOverview.Act> Acts, string Done, TimeZoneInfo Zone, bool SampleDirectory)
{
    /// <summary>Whether the work's own table still waits for it.</summary>
    public enum Owed { No, Yes, Stopped }

    /// <param name="Work">Its queue in words.</param>
    /// <param name="Request">The reference that it names, if any.</param>
    /// <param name="About">The ids of the message.</param>
    public sealed record Thing(string Work, string? Request, string About);

    /// <param name="Tries">Failures in all; null where none was recorded.</param>
    public sealed record Message(string Queue, string Key, Thing Thing, DateTimeOffset? CameAt, int? Tries, DateTimeOffset? LastTried, string? Reason, bool CanBeRead, Owed Owed);

    /// <param name="Row">With table and partition, where it is kept.</param>
    public sealed record Stopped(string Table, string Partition, string Row, Thing Thing, DateTimeOffset StoppedAt, string StoppedBy);

    public sealed record Act(string What, Thing Thing, string By, DateTimeOffset At);
}
