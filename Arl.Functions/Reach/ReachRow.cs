using System.Globalization;
using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Azure.Data.Tables;

namespace Arl.Functions.Reach;

/// <summary>
/// One served school. RowKey: its key. Partition: what the key itself says, so that a school can never stand in two: the first two digits of an NCES id (the state's FIPS code),
/// or <c>typed-NM</c>, since a typed key is made from name, city and state.
/// </summary>
internal static class ReachRow
{
    /// <summary>What the figures need; a recount reads nothing else.</summary>
    public static readonly string[] Counted = ["PartitionKey", "RowKey", "Name", "City", "State", "District", "Locale", "Charter", "Level", "TitleI", "PovertyShare", "Students", "IntroducedOn", "Organizations"];

    public static string PartitionOf(ServedSchool school) => NcesSchoolId.TryParse(school.Key, out _) ? school.Key[..2] : TypedPartition(school.State);

    public static string TypedPartition(UsState state) => "typed-" + state.Code;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static TableEntity Write(ServedSchool school) => new(PartitionOf(school), school.Key)
    {
        ["Name"] = school.Name,
        ["City"] = school.City,
        ["State"] = school.State.Code,
        ["District"] = school.District?.ToString(),
        ["Locale"] = school.Locale?.Code,
        ["Charter"] = school.Charter,
        ["Level"] = school.Level?.ToString(),
        ["TitleI"] = school.TitleI,
        ["PovertyShare"] = school.PovertyShare,
        ["Source"] = school.Source.ToString(),
        ["StatedAt"] = school.StatedAt,
        ["Students"] = school.Students,
        ["StudentsSource"] = school.StudentsSource.ToString(),
        ["StudentsStatedAt"] = school.StudentsStatedAt,
        ["IntroducedOn"] = Day(school.IntroducedOn),
        ["Organizations"] = JsonSerializer.Serialize(school.Organizations),
    };

    public static ServedSchool Read(TableEntity row) => ReadCounted(row) with
    {
        Source = Enum.Parse<FactSource>(row.GetString("Source")),
        StatedAt = row.GetDateTimeOffset("StatedAt")!.Value,
        StudentsSource = Enum.Parse<FactSource>(row.GetString("StudentsSource")),
        StudentsStatedAt = row.GetDateTimeOffset("StudentsStatedAt")!.Value,
    };

    /// <summary>From the columns of <see cref="Counted"/> alone: enough to count, not to merge.</summary>
    public static ServedSchool ReadCounted(TableEntity row) => new()
    {
        Key = row.RowKey,
        Name = row.GetString("Name"),
        City = row.GetString("City"),
        State = UsState.Parse(row.GetString("State")),
        District = row.GetString("District") is { } district ? LeaId.Parse(district) : null,
        Locale = row.GetInt32("Locale") is { } code ? Locale.FromCode(code) : null,
        Charter = row.GetBoolean("Charter"),
        Level = row.GetString("Level") is { } level ? Enum.Parse<SchoolLevel>(level) : null,
        TitleI = row.GetBoolean("TitleI"),
        PovertyShare = row.GetDouble("PovertyShare"),
        Source = default,
        Students = row.GetInt32("Students"),
        StatedAt = default,
        StudentsStatedAt = default,
        IntroducedOn = DateOnly.ParseExact(row.GetString("IntroducedOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Organizations = JsonSerializer.Deserialize<string[]>(row.GetString("Organizations")) ?? [],
    };
}
