using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Requests;

/// <summary>
/// The rows that lists and searches of staff go by, three for a request, in its own partition and written in its own transactions: <c>index_new_{key}</c>, <c>index_old_{key}</c> and <c>index_need_{key}</c>,
/// which differ in their order alone. A word can be looked for without any query saying it: for each word's first 2, 3 and 5 letters stands a column whose name is a hash of them.
/// </summary>
internal static class RequestIndexRow
{
    /// <summary>Raised when rows hold what earlier ones did not, so that all are written anew.</summary>
    public const int Version = 1;

    /// <summary>A row holds 252 columns at most; the words of the longest names may be cut.</summary>
    private const int MostWordColumns = 200;
    private static readonly int[] s_beginnings = [2, 3, 5];

    public static readonly string[] Columns = ["RowKey", "State", "ReceivedAt", "Need", "Place", "City", "PlaceState", "Coach", "Organization", "Contact", "Attention", "Because", "Words"];

    public static string Prefix(RequestOrder order) => order switch
    {
        RequestOrder.Newest => "index_new_",
        RequestOrder.Oldest => "index_old_",
        RequestOrder.HighestNeed => "index_need_",
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    /// <summary>Digits that stand in the order of the moments, or against it.</summary>
    public static string Moment(DateTimeOffset at, bool newestFirst) => newestFirst ? TableKey.NewestFirst(at) : at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static IReadOnlyList<string> KeysOf(Reference reference, DateTimeOffset receivedAt, double need) =>
    [
        $"{Prefix(RequestOrder.Newest)}{Moment(receivedAt, newestFirst: true)}_{reference}",
        $"{Prefix(RequestOrder.Oldest)}{Moment(receivedAt, newestFirst: false)}_{reference}",
        string.Create(CultureInfo.InvariantCulture, $"{Prefix(RequestOrder.HighestNeed)}{1000 - (int)Math.Round(need * 10):D4}_{Moment(receivedAt, newestFirst: true)}_{reference}"),
    ];

    /// <summary>All that the rows hold.</summary>
    public static IEnumerable<TableTransactionAction> Whole(CoachingRequest request)
    {
        var row = new TableEntity();
        Change(row, request);
        var words = RequestSearchWords.Of(request);
        row["Version"] = Version;
        row["ReceivedAt"] = request.ReceivedAt;
        row["Need"] = request.NeedIndex.Total;
        row["Place"] = request.Place.Name;
        row["City"] = request.Place.City ?? "";
        row["PlaceState"] = request.Place.State.Code;
        row["PlaceKey"] = request.Place.Key;
        row["Contact"] = request.Contact.Name;
        row["ContactHash"] = request.ErasedAt is null ? HashOf(request.Contact.Email) : "";
        row["Words"] = string.Join(' ', words);
        foreach (var need in request.Needs)
            row[NeedColumn(need)] = true;
        foreach (var column in words.SelectMany(WordColumns).Distinct(StringComparer.Ordinal).Take(MostWordColumns))
            row[column] = true;
        return Write(request, TableTransactionActionType.UpsertReplace, row);
    }

    /// <summary>What most steps of its life change, and no more.</summary>
    public static IEnumerable<TableTransactionAction> Moved(CoachingRequest request)
    {
        var row = new TableEntity();
        Change(row, request);
        return Write(request, TableTransactionActionType.UpsertMerge, row);
    }

    /// <summary>Null for a row that a step wrote before its request was indexed: the repair makes it whole.</summary>
    public static RequestLine? Read(TableEntity row) => row.GetString("Place") is not { } place ? null : new(
        ReferenceOf(row.RowKey),
        row.GetDateTimeOffset("ReceivedAt")!.Value,
        place,
        row.GetString("City"),
        UsState.Parse(row.GetString("PlaceState")),
        Enum.Parse<RequestState>(row.GetString("State")),
        row.GetDouble("Need")!.Value,
        row.GetString("Coach"),
        row.GetString("Organization"),
        row.GetString("Contact"),
        [.. row.GetString("Attention").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Attention>)],
        row.GetString("Because"));

    public static Reference ReferenceOf(string rowKey) => Reference.Parse(rowKey[(rowKey.LastIndexOf('_') + 1)..]);

    public static string NeedColumn(string need) => "Need_" + need.Replace('-', '_');

    /// <summary>The column that rows with a word of this beginning have.</summary>
    public static string WordColumn(string word) => ColumnOf(word[..s_beginnings.Last(length => length <= word.Length)]);

    /// <summary>An address as a query may say it.</summary>
    public static string HashOf(EmailAddress address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Value.ToUpperInvariant())).AsSpan(0, 8));

    private static IEnumerable<string> WordColumns(string word) => s_beginnings.Where(length => length <= word.Length).Select(length => ColumnOf(word[..length]));

    private static string ColumnOf(string beginning) => "W" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(beginning)).AsSpan(0, 3));

    private static void Change(TableEntity row, CoachingRequest request)
    {
        row["State"] = request.State.ToString();
        row["Open"] = request.IsOpen;
        row["NeedsPerson"] = request.IsOpen && request.Attention.Count > 0;
        row["Attention"] = string.Join(' ', request.Attention);
        row["Coach"] = request.Match?.CoachName ?? "";
        row["Organization"] = request.Match?.Organization ?? "";
        row["Because"] = request.WaitingBecause ?? "";
        row["MergedInto"] = request.MergedInto?.ToString() ?? "";
    }

    private static IEnumerable<TableTransactionAction> Write(CoachingRequest request, TableTransactionActionType how, TableEntity row) =>
        KeysOf(request.Reference, request.ReceivedAt, request.NeedIndex.Total).Select(key => new TableTransactionAction(how, new TableEntity(row) { PartitionKey = RequestKeys.Partition(request.Reference), RowKey = key }));
}
