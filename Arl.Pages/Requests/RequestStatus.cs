using System.Globalization;
using Arl.Domain;
using Arl.Domain.Requests;

namespace Arl.Pages.Requests;

/// <summary>What the status page says, in words.</summary>
public sealed record RequestStatus(
    string Reference, string Headline, string Next, string Place, IReadOnlyList<string> Needs, RequestStatus.CoachShown? Coach,
    IReadOnlyList<RequestStatus.Done> Steps, RequestStatus.Ways? Open, bool JustSent, string? Said, bool SampleDirectory)
{
    /// <summary>Where the school can act on an open request.</summary>
    /// <param name="NothingHeard">Null where it is too early to ask, or was said before.</param>
    /// <param name="SendLink">Null where no click is needed.</param>
    public sealed record Ways(string Withdraw, string Contact, string? NothingHeard, string? SendLink = null);

    public sealed record CoachShown(string Name, string Organization, IReadOnlyList<string> Reasons);

    /// <param name="When">A date in the reader's words, e.g. <c>November 24, 2026</c>.</param>
    public sealed record Done(string Words, string When);

    /// <param name="history">The names of its events and when they happened, oldest first.</param>
    /// <param name="zone">In which the dates are said.</param>
    /// <param name="path">Of this page.</param>
    /// <param name="said">What was just done, in a sentence.</param>
    public static RequestStatus Of(
        CoachingRequest request, IReadOnlyList<(string Event, DateTimeOffset At)> history, TimeZoneInfo zone, string path, bool mayHearNothing, bool justSent, string? said, bool sampleDirectory) => new(
            request.Reference.ToString(),
            HeadlineOf(request),
            NextOf(request),
            request.Place.Kind == PlaceKind.District ? $"{request.Place.Name} ({InWords.Count(request.Place.SchoolCount, "school")})" : request.Place.Name,
            [.. request.Needs.Select(id => Need.Find(id)!.Name)],
            request.State is RequestState.Introduced or RequestState.Coaching or RequestState.Completed && request.Match is { } match
                ? new(match.CoachName, match.Organization, [.. match.Reasons.ForSchool.Select(InWords.Line)]) : null,
            [.. history.Select(step => new Done(StatusWords.Of(step.Event), TimeZoneInfo.ConvertTime(step.At, zone).ToString("MMMM d, yyyy", CultureInfo.InvariantCulture))).Where(step => step.Words.Length > 0)],
            request.IsOpen ? new(path + "/withdraw", path + "/contact", mayHearNothing && request.Engagement.NothingHeardAt is null ? path + "/nothing-heard" : null, request.AwaitsConfirmation ? path + "/confirm-link" : null) : null,
            justSent,
            said,
            sampleDirectory);

    private static string HeadlineOf(CoachingRequest request) => request.State switch
    {
        RequestState.Received or RequestState.Waiting when request.PausedUntil is { } until => $"Your request is paused until {until.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}.",
        RequestState.Withdrawn when request.MergedInto is { } other => $"This request goes on as {other}.",
        RequestState.Received when request.AwaitsConfirmation => "One click is still needed.",
        RequestState.Received => "We are looking for a coach who fits.",
        RequestState.Waiting => "You are on our list: no coach who fits is free yet.",
        RequestState.Matched => "We have found a coach for you.",
        RequestState.Introduced => "You and your coach have been introduced by email.",
        RequestState.Coaching => "You are working with your coach.",
        RequestState.Completed => "This coaching is complete.",
        _ when request.MergedInto is { } other => $"You had asked twice. Your request {other} goes on.",
        _ => "This request is withdrawn.",
    };

    private static string NextOf(CoachingRequest request) => request.State switch
    {
        RequestState.Received or RequestState.Waiting when request.PausedUntil is not null => "It goes on by itself on that day, with the place in line that it has. There is nothing you need to do.",
        RequestState.Withdrawn when request.MergedInto is not null => "We had more than one request for the same help and put them together. The link to follow the other one is in the email that we sent to its contact.",
        RequestState.Received when request.AwaitsConfirmation => "We have sent you an email with a button to confirm your request. Press it, and we look for your coach at once. Not there? Look in your spam folder.",
        RequestState.Received => "This usually takes minutes. You will get an email with your coach’s name.",
        RequestState.Waiting => "As soon as one is, we introduce you by email; schools with the greatest need come first. There is nothing you need to do.",
        RequestState.Matched => "You get an email that introduces you to each other. There is nothing you need to do.",
        RequestState.Introduced => "Reply to the introduction in your inbox to set a first time. Not there? Look in your spam folder.",
        RequestState.Coaching => "Your coach’s address is in the introduction in your inbox.",
        RequestState.Completed => "You are welcome to ask again at any time.",
        _ => "You are welcome to ask again at any time.",
    };
}
