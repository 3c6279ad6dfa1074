using System.Globalization;
using Arl.Domain;
using Arl.Domain.Requests;

namespace Arl.Pages.Requests;

/// <summary>What the status page says, in words.</summary>
public sealed record RequestStatus(
    string Reference, string Headline, string Next, string Place, IReadOnlyList<string> Needs, RequestStatus.CoachShown? Coach,
    IReadOnlyList<RequestStatus.Done> Steps, string? WithdrawPath, bool JustSent, bool SampleDirectory)
{
    public sealed record CoachShown(string Name, string Organization, IReadOnlyList<string> Reasons);

    /// <param name="When">A date in the reader's words, e.g. <c>November 24, 2026</c>.</param>
    public sealed record Done(string Words, string When);

    /// <param name="history">The names of its events and when they happened, oldest first.</param>
    /// <param name="zone">In which the dates are said.</param>
    public static RequestStatus Of(
        CoachingRequest request, IReadOnlyList<(string Event, DateTimeOffset At)> history, TimeZoneInfo zone, string? withdrawPath, bool justSent, bool sampleDirectory) => new(
            request.Reference.ToString(),
            HeadlineOf(request),
            NextOf(request),
            request.Place.Kind == PlaceKind.District ? $"{request.Place.Name} ({InWords.Count(request.Place.SchoolCount, "school")})" : request.Place.Name,
            [.. request.Needs.Select(id => Need.Find(id)!.Name)],
            request.State is RequestState.Introduced or RequestState.Coaching or RequestState.Completed && request.Match is { } match
                ? new(match.CoachName, match.Organization, [.. match.Reasons.ForSchool.Select(InWords.Line)]) : null,
            [.. history.Select(step => new Done(Words(step.Event), TimeZoneInfo.ConvertTime(step.At, zone).ToString("MMMM d, yyyy", CultureInfo.InvariantCulture))).Where(step => step.Words.Length > 0)],
            request.State is RequestState.Completed or RequestState.Withdrawn ? null : withdrawPath,
            justSent,
            sampleDirectory);

    private static string HeadlineOf(CoachingRequest request) => request.State switch
    {
        RequestState.Received or RequestState.Waiting when request.PausedUntil is { } until => $"Your request is paused until {until.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}.",
        RequestState.Withdrawn when request.MergedInto is { } other => $"This request goes on as {other}.",
        RequestState.Received => "We are looking for a coach who fits.",
        RequestState.Waiting => "You are on our list: no coach who fits is free yet.",
        RequestState.Matched => "We have found a coach and are introducing you.",
        RequestState.Introduced => "You and your coach have been introduced by email.",
        RequestState.Coaching => "You are working with your coach.",
        RequestState.Completed => "This coaching is complete.",
        _ => "This request is withdrawn.",
    };

    private static string NextOf(CoachingRequest request) => request.State switch
    {
        RequestState.Received or RequestState.Waiting when request.PausedUntil is not null => "It goes on by itself on that day, with the place in line that it has. There is nothing you need to do.",
        RequestState.Withdrawn when request.MergedInto is not null => "We had more than one request for the same help and put them together. The link to follow the other one is in the email that we sent to its contact.",
        RequestState.Received => "This usually takes minutes. You will get an email with your coach’s name.",
        RequestState.Waiting => "As soon as one is, we introduce you by email; schools with the greatest need come first. There is nothing you need to do.",
        RequestState.Matched => "The email is on its way. Look in your inbox in a few minutes.",
        RequestState.Introduced => "Reply to the introduction in your inbox to set a first time. Not there? Look in your spam folder.",
        RequestState.Coaching => "Your coach’s address is in the introduction in your inbox.",
        RequestState.Completed => "You are welcome to ask again at any time.",
        _ => "You are welcome to ask again at any time.",
    };

    private static string Words(string happened) => happened switch
    {
        "Received" => "We received your request.",
        nameof(RequestEvent.NoCoachFits) => "No coach who fits was free, so we put you on our list.",
        nameof(RequestEvent.CoachFound) => "We found a coach.",
        nameof(RequestEvent.IntroductionSent) => "We introduced you and your coach.",
        nameof(RequestEvent.Reassigned) => "Our team looked again for a coach who fits.",
        nameof(RequestEvent.MergedInto) => "We put it together with another request.",
        nameof(RequestEvent.HandedBack) => "The coach could not take it, so we looked again.",
        nameof(RequestEvent.CoachingStarted) => "You met.",
        nameof(RequestEvent.CoachingCompleted) => "The coaching was completed.",
        nameof(RequestEvent.WithdrawnBySchool) => "You withdrew the request.",
        _ => "",
    };
}
