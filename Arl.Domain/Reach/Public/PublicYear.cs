using System.Globalization;

namespace Arl.Domain.Reach.Public;

/// <summary>Schools and students, neither hidden.</summary>
public sealed record PublicCount(int Schools, long Students);

/// <summary>
/// What the annual page may say of a year. It is worked out of the public figures alone, so that all years' pages together tell nothing that <c>/reach</c> does not.
/// Where the growth curve says nothing of the end of a year, since its schools or those after it are a small group, no total of it is known here.
/// </summary>
/// <param name="Total">All that had been served at the end of <paramref name="TotalYear"/>; null where no year up to this one can be told.</param>
/// <param name="TotalYear">The year itself, or the last one before it whose end can be told.</param>
/// <param name="New">First introduced from the beginning of <paramref name="NewFrom"/> to the end of the year; null where that cannot be told.</param>
/// <param name="NewFrom">The year itself, or the first of the years that must be joined with it.</param>
/// <param name="Now">All the rest: as <c>/reach</c> shows it.</param>
public sealed record PublicYear(int Year, PublicCount? Total, int TotalYear, PublicCount? New, int NewFrom, PublicReach Now)
{
    public static PublicYear Of(PublicReach now, int year)
    {
        var end = At(now, year);
        var told = LastTold(now, year);
        var before = LastTold(now, year - 1);
        return new(year, end ?? (told.Count.Schools > 0 ? told.Count : null), told.Year, end is null ? null : new(end.Schools - before.Count.Schools, end.Students - before.Count.Students), before.Year + 1, now);
    }

    /// <summary>The last year up to this one whose end can be told; at the latest the one before the first school.</summary>
    private static (int Year, PublicCount Count) LastTold(PublicReach now, int year)
    {
        for (; ; year--)
            if (At(now, year) is { } count)
                return (year, count);
            else if (now.Growth.Count == 0)
                return (year, new(0, 0));
    }

    /// <summary>What the growth curve says of the end of a year: null where that lies within a step, for then the schools of the step are not told apart.</summary>
    private static PublicCount? At(PublicReach now, int year)
    {
        var december = string.Create(CultureInfo.InvariantCulture, $"{year:D4}-12");
        if (now.IsTooSmall || now.Growth.Any(span => string.CompareOrdinal(span.From, december) <= 0 && string.CompareOrdinal(span.To, december) > 0))
            return null;
        return now.Growth.LastOrDefault(span => string.CompareOrdinal(span.To, december) <= 0) is { } last ? new(last.Schools, last.Students) : new(0, 0);
    }
}
