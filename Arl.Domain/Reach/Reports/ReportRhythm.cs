using System.Globalization;

namespace Arl.Domain.Reach.Reports;

/// <summary>On which days, and at what time by the network's clocks, a kind of report is due.</summary>
public abstract record ReportRhythm
{
    public const int LastDay = 28;

    private ReportRhythm(TimeOnly time) => Time = time;

    public TimeOnly Time { get; }

    /// <summary>What the ids of its reports start with.</summary>
    public abstract string Prefix { get; }

    /// <summary>Once a week, e.g. <c>Monday 08:00</c>.</summary>
    public sealed record Weekly(DayOfWeek Day, TimeOnly At) : ReportRhythm(At)
    {
        public override string Prefix => ReportId.Weekly;

        /// <param name="text">A day of the week in English and a time, as <c>Monday 08:00</c>.</param>
        public static bool TryParse(string text, out Weekly? weekly)
        {
            weekly = Parts(text) is (var name, { } time) && Enum.GetNames<DayOfWeek>().FirstOrDefault(day => day.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known
                ? new(Enum.Parse<DayOfWeek>(known), time) : null;
            return weekly is not null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day} {At:HH\\:mm}");

        internal override DateOnly NextDay(DateOnly from) => from.AddDays(((int)Day - (int)from.DayOfWeek + 7) % 7);

        internal override string IdOf(DateOnly day) => ReportId.Weekly + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        internal override DateOnly? MonthOf(DateOnly day) => null;
    }

    /// <summary>Once a month, about the month before, e.g. <c>1 08:00</c>. Its day is 1–28, so that every month has it.</summary>
    public sealed record Monthly(int Day, TimeOnly At) : ReportRhythm(At)
    {
        public override string Prefix => ReportId.Monthly;

        /// <param name="text">A day of the month and a time, as <c>1 08:00</c>.</param>
        public static bool TryParse(string text, out Monthly? monthly)
        {
            monthly = Parts(text) is (var name, { } time) && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= LastDay ? new(day, time) : null;
            return monthly is not null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day} {At:HH\\:mm}");

        internal override DateOnly NextDay(DateOnly from) => from.Day <= Day ? new(from.Year, from.Month, Day) : new DateOnly(from.Year, from.Month, Day).AddMonths(1);

        internal override string IdOf(DateOnly day) => ReportId.Monthly + MonthOf(day)!.Value.ToString("yyyy-MM", CultureInfo.InvariantCulture);

        internal override DateOnly? MonthOf(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(-1);
    }

    /// <summary>The first such day at or after this one.</summary>
    internal abstract DateOnly NextDay(DateOnly from);

    /// <summary>The id of the report that is due on a day.</summary>
    internal abstract string IdOf(DateOnly day);

    /// <summary>The first day of the month that it is about; null where it is about the moment it is due.</summary>
    internal abstract DateOnly? MonthOf(DateOnly day);

    private static (string Name, TimeOnly? Time) Parts(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var at] && TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (name, time) : ("", null);
}
