using Arl.Domain.Requests;
using Arl.Pages.Staff.Acts;

namespace Arl.Pages.Staff;

/// <summary>One request with all that staff know of it.</summary>
/// <param name="WouldUnblock">For a request that waits: what would end it, a sentence each.</param>
public sealed record StaffRequest(CoachingRequest Request, IReadOnlyList<string> WouldUnblock, IReadOnlyList<StaffRequest.Event> History, IReadOnlyList<StaffRequest.Email> Emails, TimeZoneInfo Zone, bool SampleDirectory)
{
    public required StaffRequestActs Acts { get; init; }

    public StaffClock? Clock { get; init; }

    /// <summary>The act that was just done, as its route names it.</summary>
    public string? Done { get; init; }

    /// <param name="Why">Of an act of the staff: their reason.</param>
    public sealed record Event(string Name, DateTimeOffset At, string By, string? Detail, string? Why);

    /// <param name="State">Where it is, in words (<see cref="MailWords"/>).</param>
    public sealed record Email(string Kind, string Subject, string State, DateTimeOffset? SentAt);
}
