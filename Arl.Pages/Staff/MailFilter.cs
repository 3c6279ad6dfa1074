using Arl.Domain;

namespace Arl.Pages.Staff;

/// <summary>Which emails the log shows; empty is all.</summary>
/// <param name="State">One of <see cref="States"/>.</param>
/// <param name="Kind">What the email is for, e.g. <c>introduction</c>.</param>
public sealed record MailFilter(string State, string Kind)
{
    public static IReadOnlyList<(string Id, string Name)> States { get; } =
        [("owed", "Still to be sent"), ("sent", "Sent"), ("bounced", "Bounced, or did not arrive"), ("failed", "Not sent"), ("cancelled", "No longer needed")];

    public bool Passes(string state, Delivery delivery) => State switch
    {
        "owed" => state is "Due" or "Claimed",
        "sent" => state == "Sent" && !IsLost(delivery),
        "bounced" => IsLost(delivery),
        "failed" => state == "Refused",
        "cancelled" => state == "Cancelled",
        _ => true,
    };

    public string Address(string? after) => "/staff/mail?" + string.Join('&', new[] { State.Length > 0 ? "state=" + State : null, Kind.Length > 0 ? "kind=" + Kind : null, after is null ? null : "after=" + after }.OfType<string>());

    private static bool IsLost(Delivery delivery) => delivery is Delivery.Bounced or Delivery.Dropped or Delivery.Spam;
}
