using System.Collections.Frozen;

namespace Arl.Domain.Requests;

/// <summary>Where anybody can get an email address: such a one does not show that its owner speaks for a school. The list and its source are in FreeMailDomains.txt.</summary>
public sealed class FreeMail
{
    private readonly FrozenSet<string> _domains;

    private FreeMail(IEnumerable<string> domains) => _domains = domains.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The kept list alone.</summary>
    public static FreeMail Kept { get; } = new(Read());

    public IReadOnlyCollection<string> Domains => _domains;

    /// <param name="more">Domains such as <c>mail.example</c>.</param>
    public static FreeMail With(IEnumerable<string> more) => new([.. Kept.Domains, .. more]);

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

    private static List<string> Read()
    {
        using var resource = typeof(FreeMail).Assembly.GetManifestResourceStream("FreeMailDomains.txt")!;
        using var lines = new StreamReader(resource);
        var domains = new List<string>();
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                domains.Add(line);
        }
        return domains;
    }
}
