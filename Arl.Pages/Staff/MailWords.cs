using Arl.Domain;

namespace Arl.Pages.Staff;

/// <summary>Where a mail is, in words. That a provider took it does not mean that it was delivered.</summary>
public static class MailWords
{
    /// <param name="state">Due, Claimed, Sent, Refused or Cancelled.</param>
    /// <param name="problem">Why the last try did not send it.</param>
    /// <param name="reason">The provider's codes.</param>
    public static string Of(string state, string? problem, Delivery delivery, string? reason) => state switch
    {
        "Due" => problem is { Length: > 0 } ? $"To be sent again: {problem}" : "To be sent",
        "Claimed" => "Being sent",
        "Refused" => $"Not sent: {problem ?? "no reason was given"}",
        "Cancelled" => "Not sent: no longer needed",
        _ => Sent(delivery, reason is { Length: > 0 } ? reason : "no reason was given"),
    };

    private static string Sent(Delivery delivery, string reason) => delivery switch
    {
        Delivery.Delivered => "Delivered",
        Delivery.Deferred => $"Handed to the mail provider, which is still trying: {reason}",
        Delivery.Bounced => $"Bounced: {reason}",
        Delivery.Dropped => $"Not sent on by the mail provider: {reason}",
        Delivery.Spam => "Delivered, and reported as spam by its reader",
        _ => "Handed to the mail provider; not yet known to be delivered",
    };
}
