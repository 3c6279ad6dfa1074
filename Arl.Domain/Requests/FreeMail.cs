using System.Collections.Frozen;

namespace Arl.Domain.Requests;

/// <summary>Where anybody can get an email address: such a one does not show that its owner speaks for a school.</summary>
public sealed class FreeMail
{
    private readonly FrozenSet<string> _domains;

    private FreeMail(IEnumerable<string> domains) => _domains = domains.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static FreeMail None { get; } = new([]);

    /// <param name="domains">Such as <c>mail.example</c>.</param>
    public static FreeMail Of(IEnumerable<string> domains) => new(domains);

    /// <summary>True for a listed domain and for any below it.</summary>
    public bool Includes(EmailAddress address)
    {
        var domain = address.Domain;
        for (var dot = 0; dot >= 0; dot = domain.IndexOf('.', StringComparison.Ordinal))
        {
            domain = dot == 0 ? domain : domain[(dot + 1)..];
            if (_domains.Contains(domain))
                return true;
        }
        return false;
    }
}
