using System.Collections.Frozen;

namespace Arl.Domain.Requests;

/// <summary>Where anybody can get an email address: such a one does not show that its owner speaks for a school.</summary>
public sealed class FreeMail
{
    private static readonly string[] s_mostUsed = ["gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com", "aol.com", "comcast.net"];

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

    /// <summary>The much used domain that differs from this one by one slip of the finger, such as gmail.com from gmial.com; null where there is none, or the address is of a listed domain itself.</summary>
    public string? MeantBy(EmailAddress address) =>
        Includes(address) ? null : s_mostUsed.FirstOrDefault(meant => IsOneSlip(address.Domain.ToLowerInvariant(), meant));

    /// <summary>A letter too many, missing or wrong, or two neighbors exchanged.</summary>
    private static bool IsOneSlip(string typed, string meant)
    {
        var same = 0;
        while (same < typed.Length && same < meant.Length && typed[same] == meant[same])
            same++;
        var (left, right) = (typed[same..], meant[same..]);
        return (left.Length - right.Length) switch
        {
            1 => left[1..] == right,
            -1 => left == right[1..],
            0 => left.Length > 0 && (left[1..] == right[1..] || left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..]),
            _ => false,
        };
    }
}
