using System.Globalization;
using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Schools;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Coaches;

/// <summary>A coach's load as it was read, with the ETag that a reservation must show.</summary>
public sealed record StoredCoach(CoachLoad Load, ETag ETag);

/// <summary>A coach's own row, <c>coach_{id}</c>: the coach as JSON, and which import or edit says so; the places taken, the experience, and a pause.</summary>
internal static class CoachRow
{
    public const string Prefix = "coach_";
    public const string PausedUntil = "PausedUntil";

    public static string Key(string id) => Prefix + id;

    public static StoredCoach Read(TableEntity row, DateTimeOffset now)
    {
        var coach = CoachOf(row);
        return new(new(coach, row.GetInt32("Taken")!.Value) { Experience = new(Counts(row, "Districts", LeaId.Parse), Counts(row, "Places", Enum.Parse<LocaleType>)), PausedUntil = PauseOf(row, coach, now) }, row.ETag);
    }

    /// <summary>The coach alone, as staff describe them.</summary>
    public static Coach CoachOf(TableEntity row) =>
        JsonSerializer.Deserialize<Coach>(row.GetString("Data"), DomainJson.Options) ?? throw new InvalidDataException($"Row {row.RowKey} holds no coach.");

    /// <summary>What changes with a place, to be merged into the row.</summary>
    public static TableEntity Loaded(string coachId, int taken, Experience experience) => new(CoachesTable.Partition, Key(coachId))
    {
        ["Taken"] = taken,
        ["Districts"] = Text(experience.Districts),
        ["Places"] = Text(experience.Places),
    };

    /// <summary>Sets in one order, so that the same coach is the same text.</summary>
    public static string Json(Coach coach) => JsonSerializer.Serialize(coach with
    {
        Needs = coach.Needs.Order(StringComparer.Ordinal).ToHashSet(),
        States = coach.States.Order().ToHashSet(),
        Levels = coach.Levels.Order().ToHashSet(),
        Languages = coach.Languages.Order().ToHashSet(),
        Locales = coach.Locales.Order().ToHashSet(),
    }, DomainJson.Options);

    /// <summary>Null where there is none or it is over.</summary>
    private static DateOnly? PauseOf(TableEntity row, Coach coach, DateTimeOffset now) =>
        row.GetString(PausedUntil) is { Length: > 0 } text && DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture) is var until
            && until > LocalTime.DayOf(now, coach.Zone())
            ? until
            : null;

    /// <summary>As <c>3500010:2;3500030:1</c>; a coach's row is nearly always read whole, and this is short.</summary>
    private static string Text<T>(IReadOnlyDictionary<T, int> counts) where T : notnull =>
        string.Join(';', counts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}:{one.Value}")).Order(StringComparer.Ordinal));

    private static Dictionary<T, int> Counts<T>(TableEntity row, string column, Func<string, T> parse) where T : notnull =>
        (row.GetString(column) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':'))
            .ToDictionary(one => parse(one[0]), one => int.Parse(one[1], CultureInfo.InvariantCulture));
}
