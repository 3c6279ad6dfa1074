using Arl.Domain.Reach;

namespace Arl.Pages.Staff;

/// <summary>What staff see first.</summary>
/// <param name="Items">What needs a person, the oldest first.</param>
/// <param name="HasMoreRequests">Only the oldest requests that need a person are among them.</param>
/// <param name="MorePromises">So many more requests are about to break the promise or broke it.</param>
/// <param name="Back">Coaches whose pause ends soon, the first to come back first.</param>
public sealed record StaffToday(
    IReadOnlyList<StaffToday.Item> Items, bool HasMoreRequests, int MorePromises, RequestCounts Counts, IReadOnlyList<StaffToday.BackSoon> Back, TimeZoneInfo Zone, bool SampleDirectory)
{
    /// <summary>How many of the received wait for their contact's click: nobody looks for their coach yet.</summary>
    public int Unconfirmed { get; init; }

    /// <param name="Since">Null where that is not known.</param>
    /// <param name="Link">The page to go to.</param>
    /// <param name="ToDo">What ends it.</param>
    public sealed record Item(DateTimeOffset? Since, string Title, string? Link, IReadOnlyList<string> Lines, string? ToDo)
    {
        /// <summary>Of an alert, which somebody must say is seen to.</summary>
        public string? AlertId { get; init; }
    }

    public sealed record BackSoon(string Coach, string Organization, DateOnly Until);
}
