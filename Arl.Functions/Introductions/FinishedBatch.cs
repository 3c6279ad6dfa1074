using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Mail;

namespace Arl.Functions.Introductions;

/// <summary>What it means for a request that a batch of its emails has left.</summary>
internal static class FinishedBatch
{
    /// <summary>Null where it changes nothing.</summary>
    public static RequestEvent? EventOf(string batch, IReadOnlyList<EmailRow> emails, CoachingRequest request)
    {
        if (EmailBatches.Parse(batch) is not ("ask" or "introduction", var match, var again) parsed)
            return null;
        if (emails.FirstOrDefault(email => email.State is nameof(EmailState.Refused)) is { } refused)
            return new RequestEvent.IntroductionRefused(match, refused.Kind == "school" ? Side.School : Side.Coach);
        if (emails.Any(email => email.State is nameof(EmailState.Cancelled)))
            return null;
        // A repeat introduces where the first one was stopped: the contact was corrected before it left.
        return parsed.Kind == "ask" ? new RequestEvent.CoachAsked(match) : !again || request.State == RequestState.Matched ? new RequestEvent.IntroductionSent(match) : null;
    }
}
