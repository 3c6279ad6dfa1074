using System.Collections.Frozen;

namespace Arl.Domain.Schools;

/// <summary>
/// A state, the District of Columbia or an outlying area, by its two-letter postal abbreviation (USPS Publication 28, appendix B).
/// Each counts as one state in the reach, as in NCES's state tables.
/// </summary>
public readonly record struct UsState : IComparable<UsState>
{
    private static readonly (string Code, string Name)[] States =
    [
        ("AL", "Alabama"), ("AK", "Alaska"), ("AZ", "Arizona"), ("AR", "Arkansas"), ("CA", "California"), ("CO", "Colorado"), ("CT", "Connecticut"),
        ("DE", "Delaware"), ("DC", "District of Columbia"), ("FL", "Florida"), ("GA", "Georgia"), ("HI", "Hawaii"), ("ID", "Idaho"), ("IL", "Illinois"),
        ("IN", "Indiana"), ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"), ("LA", "Louisiana"), ("ME", "Maine"), ("MD", "Maryland"),
        ("MA", "Massachusetts"), ("MI", "Michigan"), ("MN", "Minnesota"), ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"), ("NE", "Nebraska"),
        ("NV", "Nevada"), ("NH", "New Hampshire"), ("NJ", "New Jersey"), ("NM", "New Mexico"), ("NY", "New York"), ("NC", "North Carolina"),
        ("ND", "North Dakota"), ("OH", "Ohio"), ("OK", "Oklahoma"), ("OR", "Oregon"), ("PA", "Pennsylvania"), ("RI", "Rhode Island"), ("SC", "South Carolina"),
        ("SD", "South Dakota"), ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"), ("VT", "Vermont"), ("VA", "Virginia"), ("WA", "Washington"),
        ("WV", "West Virginia"), ("WI", "Wisconsin"), ("WY", "Wyoming"), ("AS", "American Samoa"), ("GU", "Guam"), ("MP", "Northern Mariana Islands"),
        ("PR", "Puerto Rico"), ("VI", "U.S. Virgin Islands"),
    ];

    private static readonly FrozenDictionary<string, string> Names = States.ToFrozenDictionary(state => state.Code, state => state.Name, StringComparer.OrdinalIgnoreCase);

    private readonly string? _code;

    private UsState(string code) => _code = code;

    public string Code => _code ?? throw new InvalidOperationException("A state was used that was never set.");

    public string Name => Names[Code];

    /// <summary>All of them by name: 50 states, DC, 5 outlying areas.</summary>
    public static IReadOnlyList<UsState> All { get; } = [.. Names.OrderBy(s => s.Value, StringComparer.Ordinal).Select(s => new UsState(s.Key))];

    /// <summary>The five of them that are neither a state nor DC.</summary>
    public static IReadOnlyList<UsState> OutlyingAreas { get; } = [new("AS"), new("GU"), new("MP"), new("PR"), new("VI")];

    public static bool TryParse(string? text, out UsState state)
    {
        var code = text?.Trim().ToUpperInvariant() ?? "";
        var known = Names.ContainsKey(code);
        state = known ? new(code) : default;
        return known;
    }

    /// <exception cref="FormatException">Not a postal abbreviation of a state, DC or an outlying area.</exception>
    public static UsState Parse(string text) => TryParse(text, out var state) ? state : throw new FormatException("Not a two-letter state abbreviation.");

    public int CompareTo(UsState other) => string.CompareOrdinal(_code, other._code);

    public override string ToString() => _code ?? "";

    public static bool operator <(UsState left, UsState right) => left.CompareTo(right) < 0;
    public static bool operator <=(UsState left, UsState right) => left.CompareTo(right) <= 0;
    public static bool operator >(UsState left, UsState right) => left.CompareTo(right) > 0;
    public static bool operator >=(UsState left, UsState right) => left.CompareTo(right) >= 0;
}
