namespace Arl.Domain.Requests;

/// <summary>Who confirms a request with one click before it is matched, and how long the network waits for it; as staff set it.</summary>
public sealed record ConfirmationRules
{
    public static ConfirmationRules Default { get; } = new();

    /// <summary>Only who writes from an address that anybody can get has to; false: nobody.</summary>
    public bool FreeMailConfirms { get; init; } = true;

    public FreeMail FreeMail { get; init; } = FreeMail.None;

    /// <summary>After that much time without a click the request is withdrawn by itself.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromDays(14);

    public bool MustConfirm(EmailAddress contact) => FreeMailConfirms && FreeMail.Includes(contact);
}

/// <summary>The wait of a request for the click of its contact. It stays <see cref="RequestState.Received"/> meanwhile, and nobody looks for its coach.</summary>
public static class Confirmation
{
    /// <summary>From the receipt to the only reminder: at the hour at which its reader asked the day before.</summary>
    public static readonly TimeSpan RemindAfter = TimeSpan.FromHours(24);

    /// <summary>Between two links that the school asks for.</summary>
    public static readonly TimeSpan LinkEvery = TimeSpan.FromMinutes(10);

    /// <summary>Whether its link may go out once more by wish of the school.</summary>
    private static bool MaySendLink(CoachingRequest request, DateTimeOffset now) =>
        request.AwaitsConfirmation && request.MayResend
        && request.Moments.LastOrDefault(moment => moment.Event is nameof(RequestEvent.AcknowledgementResent) or RequestMoment.ReceivedEvent) is { } sent && sent.At + LinkEvery <= now;

    /// <summary>What a wish for the link does; null: nothing, because it needs none or had one just now.</summary>
    public static RequestEvent? WhenAskedForLink(CoachingRequest request, DateTimeOffset now) =>
        MaySendLink(request, now) ? new RequestEvent.AcknowledgementResent(request.Resends + 1)
        : request is { AwaitsConfirmation: true, MayResend: false } ? new RequestEvent.ConfirmationStuck() : null;

    internal static Step Apply(CoachingRequest request, RequestEvent happened, DateTimeOffset at) => (happened, request.AwaitsConfirmation) switch
    {
        (RequestEvent.ContactConfirmed, true) => RequestLife.Next(request with { ConfirmBy = null, ConfirmedAt = at, Attention = [.. request.Attention.Where(one => one != Attention.ContactCannotConfirm)] }),
        (RequestEvent.ContactConfirmed, _) when request.ConfirmedAt is not null => new Step.AlreadySo(),
        (RequestEvent.ConfirmationReminded, true) when request.ConfirmRemindedAt is null => RequestLife.Next(request with { ConfirmRemindedAt = at }),
        (RequestEvent.ConfirmationStuck, true) => RequestLife.Attend(request, Attention.ContactCannotConfirm),
        (RequestEvent.NotConfirmed, true) => RequestLife.Next(RequestLife.Over(request)),
        (RequestEvent.NotConfirmed, _) when request.State == RequestState.Withdrawn => new Step.AlreadySo(),
        _ => new Step.NotNow(request.State),
    };
}
