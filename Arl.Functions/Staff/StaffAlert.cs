using Arl.Functions.Storage;

namespace Arl.Functions.Staff;

/// <summary>Something that a person of the staff should know, in words without personal data.</summary>
/// <param name="Kind">What sort of thing, e.g. <c>poison</c>, <c>promise</c>, <c>bounce</c>, <c>nothing-heard</c>, <c>handed-back</c>.</param>
/// <param name="Id">The period or thing it is about, e.g. <c>poison-2026-11-26T15</c>, <c>promise-2026-11-26</c>: one id is one email, ever. Part of keys: letters, digits and <c>-_.</c>, at most 200.</param>
/// <param name="Title">One line: the email's subject and title.</param>
/// <param name="Lines">What there is to know, a sentence each.</param>
/// <param name="Link">The staff page to go to, as a path such as <c>/staff/poison</c>.</param>
public sealed record StaffAlert(string Kind, string Id, string Title, IReadOnlyList<string> Lines, string? Link = null)
{
    /// <summary>So that an alert fits a message and a row, whatever is said.</summary>
    internal const int MostLines = 20;
    internal const int LongestLine = 240;

    public string Id { get; } = IsKey(Id) ? Id : throw new ArgumentException($"'{Id}' is no id of an alert: letters, digits and -_., at most 200.", nameof(Id));

    public string Title { get; } = Short(Title);

    public IReadOnlyList<string> Lines { get; } = Lines.Count <= MostLines ? [.. Lines.Select(Short)] : [.. Lines.Take(MostLines - 1).Select(Short), $"And {Lines.Count - MostLines + 1} more."];

    public string? Link { get; } = Link is null || Link.StartsWith("/staff", StringComparison.Ordinal) ? Link : throw new ArgumentException($"'{Link}' is no staff page.", nameof(Link));

    internal static bool IsKey(string id) => id.Length is > 0 and <= 200 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static string Short(string line) => line.Length <= LongestLine ? line : line[..(LongestLine - 1)] + "…";
}

/// <summary>An alert that nobody has closed yet.</summary>
/// <param name="Link">The staff page to go to, as a path.</param>
public sealed record OpenAlert(string Kind, string Id, string Title, IReadOnlyList<string> Lines, string? Link, DateTimeOffset RaisedAt);

/// <summary>
/// Queue message of <c>staff-alerts</c>: raise this alert, then end the work that owed it, the outbox row of another aggregate. It carries the words themselves, which name nobody.
/// </summary>
/// <param name="Table">Where the owing row is, with <paramref name="Partition"/>; its key is <c>outbox_</c> and <paramref name="Work"/>.</param>
public sealed record StaffAlertDue(StaffAlert Alert, string Table, string Partition, string Work) : ITraced
{
    public string? Traceparent { get; init; }

    string? ITraced.About => Alert.Id;

    /// <summary>The alert as work that an aggregate owes in a transaction of its own, so that no crash loses it.</summary>
    public static OutboxMessage Owed(string table, string partition, string work, StaffAlert alert) =>
        OutboxMessage.For(partition, work, QueueNames.StaffAlerts, new StaffAlertDue(alert, table, partition, work));
}
