using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;

namespace Arl.Domain;

/// <summary>
/// An address we may write to: at most 254 characters (RFC 5321 §4.5.3.1.3), one @, a domain with a dot, no display name, no control characters.
/// The domain part is lower case. Printing one masks it, so logs never hold it.
/// </summary>
public sealed record EmailAddress
{
    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string Domain => Value[(Value.LastIndexOf('@') + 1)..];

    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var trimmed = text?.Trim();
        if (trimmed is not { Length: > 2 and <= 254 } || trimmed.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')'))
            return false;
        if (!MailAddress.TryCreate(trimmed, out var parsed) || parsed.Address != trimmed || parsed.User.Length > 64)
            return false;
        if (!parsed.Host.Contains('.', StringComparison.Ordinal) || parsed.Host.StartsWith('.') || parsed.Host.EndsWith('.') || parsed.Host.Contains("..", StringComparison.Ordinal))
            return false;
        if (!Uri.CheckHostName(parsed.Host).Equals(UriHostNameType.Dns))
            return false;

        address = new EmailAddress(string.Create(CultureInfo.InvariantCulture, $"{parsed.User}@{parsed.Host.ToLowerInvariant()}"));
        return true;
    }

    /// <exception cref="FormatException">The text is not an address; the message does not repeat it.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not an email address.");

    public override string ToString() => $"{Value[0]}***{Value[Value.LastIndexOf('@')..]}";

    /// <summary>Equal without regard to case: mail systems in use treat the local part so, and a contact counts once.</summary>
    public bool Equals(EmailAddress? other) => other is not null && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);
}
