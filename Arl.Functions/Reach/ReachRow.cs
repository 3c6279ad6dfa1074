using System.Globalization;
using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Domain.Schools;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Reach;

/// <summary>
/// One served school. RowKey: its key. Partition: what the key itself says, so that a school can never stand in two: the first two digits of an NCES id (the state's FIPS code),
/// or <c>typed-NM</c>, since a typed key is made from name, city and state. The columns are what stands now; <c>Mentions0</c>, <c>Mentions1</c> … hold everything that was ever said, as JSON in parts.
/// </summary>
internal static class ReachRow
{
    /// <summary>What the figures need; a recount reads nothing else.</summary>
    public static readonly string[] Counted = ["PartitionKey", "RowKey", "Name", "City", "State", "District", "Locale", "Charter", "Level", "TitleI", "PovertyShare", "Students", "IntroducedOn", "Organizations", "InForce"];

    /// <summary>As <see cref="Counted"/>, and since when it is so.</summary>
    public static readonly string[] CountedSince = [.. Counted, "ChangedAt"];

    /// <summary>Who said what stood in a row before mentions were kept.</summary>
    public const string Unknown = "before";

    private const string Mentions = "Mentions";

    public static string PartitionOf(ServedSchool school) => NcesSchoolId.TryParse(school.Key, out _) ? school.Key[..2] : TypedPartition(school.State);

    public static string TypedPartition(UsState state) => "typed-" + state.Code;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The whole row. A school that stands no more keeps the facts that were said of it last, and counts nowhere.</summary>
    public static TableEntity Write(ServedBook book)
    {
        var row = Facts(book.Now ?? book.Mentions[^1].School);
        row["InForce"] = book.Now is not null;
        row["ChangedAt"] = book.ChangedAt;
        LongText.Write(row, Mentions, JsonSerializer.Serialize(book.Mentions, DomainJson.Options));
        return row;
    }

    /// <summary>What was said of the school. A row from before this was kept is one mention, of nobody known.</summary>
    public static ServedBook ReadBook(TableEntity row) => LongText.Read(row, Mentions) is { } mentions
        ? new(JsonSerializer.Deserialize<List<Mention>>(mentions, DomainJson.Options)!, row.GetDateTimeOffset("ChangedAt")!.Value)
        : ServedBook.Empty.Say(Unknown, Read(row), row.GetDateTimeOffset("StatedAt")!.Value);

    /// <summary>The whole row as it stands, for who compares it.</summary>
    public static StoredBook ReadStored(TableEntity row) => new(row.RowKey, ReadBook(row), Read(row), IsInForce(row));

    /// <summary>About, in bytes: its texts.</summary>
    public static int SizeOf(TableEntity row) => row.Select(cell => cell.Value).OfType<string>().Sum(text => text.Length);

    public static bool IsInForce(TableEntity row) => row.GetBoolean("InForce") is not false;

    private static TableEntity Facts(ServedSchool school) => new(PartitionOf(school), school.Key)
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
        ["ToldApart"] = school.ToldApart is { } apart ? JsonSerializer.Serialize(apart, DomainJson.Options) : null,
        ["Students"] = school.Students,
        ["StudentsSource"] = school.StudentsSource.ToString(),
        ["StudentsStatedAt"] = school.StudentsStatedAt,
        ["IntroducedOn"] = Day(school.IntroducedOn),
        ["Organizations"] = JsonSerializer.Serialize(school.Organizations),
    };

    /// <summary>The facts that stand, without who said them.</summary>
    public static ServedSchool Read(TableEntity row) => ReadCounted(row) with
    {
        Source = Enum.Parse<FactSource>(row.GetString("Source")),
        StatedAt = row.GetDateTimeOffset("StatedAt")!.Value,
        ToldApart = row.GetString("ToldApart") is { } apart ? JsonSerializer.Deserialize<Dictionary<string, FactStamp>>(apart, DomainJson.Options) : null,
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
