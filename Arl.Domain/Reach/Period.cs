namespace Arl.Domain.Reach;

/// <summary>Days from the first to the last, both included.</summary>
public sealed record Period
{
    /// <summary>Nothing was counted before, and no calendar is left behind by a year less.</summary>
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <exception cref="ArgumentException">The first day lies after the last.</exception>
    public Period(DateOnly from, DateOnly to)
    {
        if (from > to)
            throw new ArgumentException("A period ends on its first day or later.", nameof(from));
        (From, To) = (from, to);
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    /// <summary>The year that ends with this day: 2025-11-25 to 2026-11-24.</summary>
    public static Period Last12Months(DateOnly to) => new(to.AddYears(-1).AddDays(1), to);

    public bool Contains(DateOnly day) => day >= From && day <= To;
}
