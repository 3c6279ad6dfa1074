namespace Arl.Domain.Reach.Equity;

/// <summary>
/// One group of schools: how much of the network's help it got, beside how much of the country it is. The shares are among schools whose value is known;
/// null where there is none such, and for the group of the unknown.
/// </summary>
public sealed record EquityGroup
{
    /// <summary>The id of the group of those whose value is not known; it has counts and no ratio.</summary>
    public const string UnknownId = "unknown";

    /// <summary>
    /// Below it a ratio is an alarm: four fifths. Taken from the four-fifths rule of the federal Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D). There it compares
    /// selection rates of people with the highest group's rate; here shares of schools with their share of the directory. So it is an alarm that says "look here", not a legal test.
    /// </summary>
    public const double FourFifths = 0.8;

    /// <summary>Stable, e.g. <c>rural</c>, <c>highest</c>, <c>NM</c>, <c>notCharter</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Schools first introduced in the period, each once.</summary>
    public required int Served { get; init; }

    /// <summary>0–1 of the served schools.</summary>
    public double? ServedShare { get; init; }

    /// <summary>Schools in the directory.</summary>
    public required int Schools { get; init; }

    /// <summary>0–1 of the directory's schools.</summary>
    public double? SchoolsShare { get; init; }

    /// <summary><see cref="ServedShare"/> by <see cref="SchoolsShare"/>, 0 or more: 1 is served exactly in proportion. Null where no school was served or the directory has none of the group.</summary>
    public double? Ratio { get; init; }

    public bool IsBelowFourFifths => Ratio < FourFifths;

    public required RequestFigures Requests { get; init; }
}

/// <summary>The requests of a group, or of all.</summary>
/// <param name="Waiting">Waiting for a coach now, whenever the period ends.</param>
/// <param name="Introduced">First introduced in the period.</param>
/// <param name="MedianDays">From receipt to that first introduction, in days; of an even count the mean of the two middle ones. Null where none was introduced.</param>
public sealed record RequestFigures(int Waiting, int Introduced, double? MedianDays);
