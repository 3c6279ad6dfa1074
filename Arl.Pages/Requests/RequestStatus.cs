using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Pages.Layout;

namespace Arl.Pages.Requests;

/// <summary>What the status page has to tell; <see cref="StatusWords"/> says it in the reader's language.</summary>
/// <param name="History">The names of its events and when they happened, oldest first.</param>
/// <param name="Zone">In which the dates are said.</param>
/// <param name="Path">Of this page.</param>
/// <param name="Did">What was just done, as the address says it; null where nothing was.</param>
public sealed record RequestStatus(CoachingRequest Request, IReadOnlyList<(string Event, DateTimeOffset At)> History, TimeZoneInfo Zone, string Path, string? Did)
{
    public bool JustSent { get; init; }

    public bool SampleDirectory { get; init; }

    /// <summary>The school may say now that it has heard nothing.</summary>
    public bool MayHearNothing { get; init; }

    /// <summary>By when the coach is to have written; null where that is no question.</summary>
    public DateTimeOffset? CoachWritesBy { get; init; }

    /// <summary>When both sides are asked how it goes; null where they are not, or were.</summary>
    public DateTimeOffset? CheckInAt { get; init; }

    public bool ShowsCoach => Request is { State: RequestState.Introduced or RequestState.Coaching or RequestState.Completed, Match: not null };

    /// <summary>A page below this one, in the language that the reader has chosen here.</summary>
    public string Below(string page) => Path + page + (ReaderCulture.Now == Request.Contact.Language ? "" : $"?lang={ReaderCulture.Now.Tag}");

    public string Day(DateTimeOffset at) => InWords.Day(LocalTime.DayOf(at, Zone), ReaderCulture.Now);
}
