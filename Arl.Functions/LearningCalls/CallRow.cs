using System.Globalization;
using Arl.Domain.LearningCalls;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls;

/// <summary>Row <c>call_{yyyy-MM-dd}</c>: how one week differs (<c>State</c>, <c>MovedTo</c>), and when its call is (<c>StartsAt</c>, <c>EndsAt</c>) as it was announced. What else stands in it (the agenda) is not of this class.</summary>
internal static class CallRow
{
    public const string Prefix = "call_";

    /// <summary>The rhythm named the day once and does no longer, or the series was stopped. No exception: if the day is named again, there is a call.</summary>
    private const string Dropped = "Dropped";
    private const string PutBack = "PutBack";
    private const string Local = "yyyy-MM-dd'T'HH:mm";

    public static string KeyOf(DateOnly date) => Prefix + Text(date);

    public static DateOnly DateOf(TableEntity row) => DateOnly.ParseExact(row.RowKey[Prefix.Length..], "O", CultureInfo.InvariantCulture);

    public static string Text(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);

    public static TableEntity Of(DateOnly date, CallCalendar calendar)
    {
        var (call, exception) = (calendar.Series.IsOn ? calendar.Of(date) : null, calendar.Exceptions.FirstOrDefault(one => one.Date == date));
        var row = new TableEntity(CallsTable.Partition, KeyOf(date)) { ["State"] = call is null ? Dropped : exception is { IsPutBack: true } ? PutBack : call.State.ToString(), ["MovedTo"] = exception?.MovedTo?.ToString(Local, CultureInfo.InvariantCulture) ?? "" };
        if (call is not null)
            (row["StartsAt"], row["EndsAt"]) = (call.StartsAt, call.EndsAt);
        return row;
    }

    public static CallException? ExceptionOf(TableEntity row) => row.GetString("State") switch
    {
        nameof(CallState.Skipped) => new(DateOf(row), null),
        nameof(CallState.Moved) => new(DateOf(row), DateTime.ParseExact(row.GetString("MovedTo"), Local, CultureInfo.InvariantCulture)),
        PutBack => new(DateOf(row), null) { IsPutBack = true },
        _ => null,
    };

    /// <summary>Null where its time was never announced.</summary>
    public static LearningCall? Announced(TableEntity row)
    {
        if (row.GetDateTimeOffset("StartsAt") is not { } starts || row.GetDateTimeOffset("EndsAt") is not { } ends)
            return null;
        var state = row.GetString("State");
        return new(DateOf(row), state switch { Dropped => CallState.Skipped, PutBack => CallState.Planned, _ => Enum.Parse<CallState>(state) }, starts, ends);
    }
}

/// <summary>Row <c>{date}_coach_{coachId}</c>. Ids and moments alone: it names nobody.</summary>
internal static class AttendeeRow
{
    public static string KeyOf(DateOnly date, string coachId) => $"{CallRow.Text(date)}_coach_{coachId}";

    public static DateOnly DateOf(string key) => DateOnly.ParseExact(key[..CallRow.Text(default).Length], "O", CultureInfo.InvariantCulture);

    public static string CoachOf(string key) => key[KeyOf(default, "").Length..];

    /// <param name="starts">When the call begins as it is now; null where that was never announced.</param>
    public static CallAttendee Read(TableEntity row, DateTimeOffset? starts) => new(
        CoachOf(row.RowKey),
        row.GetDateTimeOffset("InvitedAt"),
        row.GetDateTimeOffset("RemindedAt"),
        row.GetString("Answer") is { } answer && (row.GetDateTimeOffset("AnsweredOf") ?? starts) == starts ? Enum.Parse<CallAnswer>(answer) : null,
        row.GetDateTimeOffset("AnsweredAt"),
        row.GetBoolean("Came"))
    {
        InvitedOf = row.GetDateTimeOffset("InvitedOf"),
        RemindedOf = row.GetDateTimeOffset("RemindedOf"),
    };

    public static TableEntity Answered(DateOnly date, string coachId, CallAnswer answer, DateTimeOffset? starts, DateTimeOffset now) => new(CallsTable.Partition, KeyOf(date, coachId)) { ["Answer"] = answer.ToString(), ["AnsweredAt"] = now, ["AnsweredOf"] = starts };

    public static TableEntity CameOrNot(DateOnly date, string coachId, bool came) => new(CallsTable.Partition, KeyOf(date, coachId)) { ["Came"] = came };
}

/// <summary>Row <c>coach_{coachId}</c>: which state of the series was last owed to a coach's calendar, and by which email.</summary>
internal static class CalendarRow
{
    public const string Prefix = "coach_";

    public static string KeyOf(string coachId) => Prefix + coachId;

    public static CoachCalendar Read(TableEntity row) => new(row.RowKey[Prefix.Length..], row.GetInt32("Sequence")!.Value, row.GetString("By"), row.ETag);
}

/// <param name="Sequence">Of the series, as the last calendar file to this coach said it.</param>
/// <param name="By">The key of the email that took it to them.</param>
public sealed record CoachCalendar(string CoachId, int Sequence, string? By, Azure.ETag ETag);
