using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Staff;

namespace Arl.Functions.Introductions;

/// <summary>An email of a request cannot reach its address: the request says that it needs a new one, and staff are told.</summary>
internal static class AddressFailure
{
    public static async Task<EmailsDone> Of(RequestsTable requests, EmailRow email, MailEvent heard, DateTimeOffset now, CancellationToken cancel)
    {
        if (await requests.Get(Reference.Parse(email.OwnerKey), cancel) is not { } stored || Happened(stored.Request, email) is not { } failed)
            return EmailsDone.Nothing;
        if (RequestLife.Apply(stored.Request, failed, now) is not Step.Moved moved)
            return EmailsDone.Nothing;
        var change = RequestChange.Of(stored, moved.Request, failed, DoneBy.System, $"{failed.Reader}: {heard.Reason}", now).Alerts(Alert(moved.Request.Reference, failed, heard));
        return new(change.Actions, change.Messages);
    }

    /// <summary>Null where the address is no longer the one that matters: corrected meanwhile, or of a coach who no longer has the request.</summary>
    private static RequestEvent.AddressFailed? Happened(CoachingRequest request, EmailRow email)
    {
        var reader = email.Readers[0];
        if (reader == request.Contact.Email)
            return new(Side.School, reader);
        return email.Kind == "coach" && EmailBatches.Parse(email.Batch)?.Match is { } match && match == request.Match?.Number ? new(Side.Coach, reader) : null;
    }

    private static StaffAlert Alert(Reference reference, RequestEvent.AddressFailed failed, MailEvent heard) => new(
        "bounce",
        $"bounce-{reference}-{SuppressionList.KeyOf(failed.Address)}",
        $"Email to the {(failed.Reader == Side.School ? "school" : "coach")} of {reference} does not arrive",
        [$"The mail provider says: {heard.Reason ?? "no reason was given"}.", "The address gets no more email from us until it is corrected."],
        $"/staff/requests/{reference}");
}
