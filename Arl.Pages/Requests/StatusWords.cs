using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Pages.Layout;
using Microsoft.Extensions.Localization;

namespace Arl.Pages.Requests;

/// <summary>One line of the timeline.</summary>
/// <param name="When">A date, or in words how long it takes.</param>
internal sealed record StatusStep(string Words, string When);

/// <summary>Where a request stands, in words for the school. What is between the network and the coach is not told.</summary>
internal static class StatusWords
{
    public static string Headline(this IStringLocalizer<RequestsTexts> texts, CoachingRequest request) => request.State switch
    {
        RequestState.Received or RequestState.Waiting when request.PausedUntil is { } until => texts["Status.Paused", InWords.Day(until, ReaderCulture.Now)],
        RequestState.Withdrawn when request.MergedInto is { } other => texts["Status.Merged", other],
        RequestState.Received when request.AwaitsConfirmation => texts["Status.Unconfirmed"],
        RequestState.Received => texts["Status.Received"],
        RequestState.Waiting => texts["Status.Waiting"],
        RequestState.Matched => texts["Status.Matched"],
        RequestState.Introduced => texts["Status.Introduced"],
        RequestState.Coaching => texts["Status.Coaching"],
        RequestState.Completed => texts["Status.Completed"],
        _ => texts["Status.Withdrawn"],
    };

    public static string Next(this IStringLocalizer<RequestsTexts> texts, CoachingRequest request) => request.State switch
    {
        RequestState.Received or RequestState.Waiting when request.PausedUntil is not null => texts["StatusNext.Paused"],
        RequestState.Withdrawn when request.MergedInto is not null => texts["StatusNext.Merged"],
        RequestState.Received when request.AwaitsConfirmation => texts["StatusNext.Unconfirmed"],
        RequestState.Received => texts["StatusNext.Received"],
        RequestState.Waiting => texts["StatusNext.Waiting"],
        RequestState.Matched => texts["StatusNext.Matched"],
        RequestState.Introduced => texts["StatusNext.Introduced"],
        RequestState.Coaching => texts["StatusNext.Coaching"],
        _ => texts["StatusNext.Over"],
    };

    /// <summary>What was done, oldest first.</summary>
    public static IReadOnlyList<StatusStep> Done(this IStringLocalizer<RequestsTexts> texts, RequestStatus status) =>
        [.. status.History.Select(step => new StatusStep(texts.Step(step.Event), status.Day(step.At))).Where(step => step.Words.Length > 0)];

    /// <summary>What comes next, if nobody does anything else.</summary>
    public static IReadOnlyList<StatusStep> Coming(this IStringLocalizer<RequestsTexts> texts, RequestStatus status)
    {
        var request = status.Request;
        StatusStep introduced = new(texts["StatusComing.Introduction"], texts["StatusComing.Soon"]);
        return request.State switch
        {
            _ when !request.IsOpen => [],
            RequestState.Received or RequestState.Waiting when request.PausedUntil is { } until => [new(texts["StatusComing.GoesOn"], InWords.Day(until, ReaderCulture.Now)), introduced with { When = texts["StatusComing.WhenFree"] }],
            RequestState.Received when request.ConfirmBy is { } by => [new(texts["StatusComing.Confirm"], texts["StatusComing.By", status.Day(by.AddDays(-1))]), introduced],
            RequestState.Received => [introduced],
            RequestState.Waiting => [introduced with { When = texts["StatusComing.WhenFree"] }],
            RequestState.Matched => [introduced with { When = texts["StatusComing.WhenReady"] }],
            RequestState.Introduced => [new(texts["StatusComing.CoachWrites"], CoachWrites(texts, status)), .. CheckIn(texts, status)],
            _ => CheckIn(texts, status),
        };
    }

    /// <summary>Null where nothing was done, or something that needs no word.</summary>
    public static string? Said(this IStringLocalizer<RequestsTexts> texts, string? did) => did switch
    {
        "kept-open" => texts["StatusSaid.KeptOpen"].Value,
        "check-in" => texts["StatusSaid.CheckIn"].Value,
        "nothing-heard" => texts["StatusSaid.NothingHeard"].Value,
        "confirm" => texts["StatusSaid.Confirm"].Value,
        "link" => texts["StatusSaid.Link"].Value,
        "link-later" => texts["StatusSaid.LinkLater"].Value,
        "contact" => texts["StatusSaid.Contact"].Value,
        _ => null,
    };

    /// <summary>A day that has passed is not promised once more.</summary>
    private static string CoachWrites(IStringLocalizer<RequestsTexts> texts, RequestStatus status) => status switch
    {
        { Request.Engagement.NothingHeardAt: not null } => texts["StatusComing.AskedAgain"],
        { CoachWritesBy: { } by, MayHearNothing: true } => texts["StatusComing.WasDue", status.Day(by)],
        { CoachWritesBy: { } by } => texts["StatusComing.By", status.Day(by)],
        _ => texts["StatusComing.TwoDays"],
    };

    private static StatusStep[] CheckIn(IStringLocalizer<RequestsTexts> texts, RequestStatus status) =>
        status.CheckInAt is { } at ? [new(texts["StatusComing.CheckIn"], texts["StatusComing.Around", status.Day(at)])] : [];

    /// <summary>Empty for what the school need not read.</summary>
    private static string Step(this IStringLocalizer<RequestsTexts> texts, string happened) => happened switch
    {
        RequestMoment.ReceivedEvent => texts["StatusStep.Received"],
        nameof(RequestEvent.ContactConfirmed) => texts["StatusStep.Confirmed"],
        nameof(RequestEvent.ConfirmationReminded) => texts["StatusStep.Reminded"],
        nameof(RequestEvent.NotConfirmed) => texts["StatusStep.NotConfirmed"],
        nameof(RequestEvent.NoCoachFits) => texts["StatusStep.NoCoach"],
        nameof(RequestEvent.CoachFound) => texts["StatusStep.CoachFound"],
        nameof(RequestEvent.IntroductionSent) => texts["StatusStep.Introduced"],
        nameof(RequestEvent.IntroductionResent) => texts["StatusStep.IntroducedAgain"],
        nameof(RequestEvent.HandedBack) => texts["StatusStep.HandedBack"],
        nameof(RequestEvent.Reassigned) => texts["StatusStep.Reassigned"],
        nameof(RequestEvent.CoachingStarted) => texts["StatusStep.Met"],
        nameof(RequestEvent.SessionLogged) => texts["StatusStep.Session"],
        nameof(RequestEvent.CheckInSent) => texts["StatusStep.CheckIn"],
        nameof(RequestEvent.QuietNoticeSent) => texts["StatusStep.Quiet"],
        nameof(RequestEvent.KeptOpen) => texts["StatusStep.KeptOpen"],
        nameof(RequestEvent.CoachingCompleted) => texts["StatusStep.Completed"],
        nameof(RequestEvent.NothingHeard) => texts["StatusStep.NothingHeard"],
        nameof(RequestEvent.ContactCorrected) => texts["StatusStep.Contact"],
        nameof(RequestEvent.WithdrawnBySchool) => texts["StatusStep.Withdrawn"],
        nameof(RequestEvent.MergedInto) => texts["StatusStep.Merged"],
        _ => "",
    };
}
