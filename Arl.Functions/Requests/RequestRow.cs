using System.Globalization;
using System.Text.Json;
using Arl.Domain.Engagements;
using Arl.Domain.Introductions;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Requests;

/// <summary>A request as it was read, with the ETag that a change of it must show.</summary>
public sealed record StoredRequest(CoachingRequest Request, Azure.ETag ETag)
{
    /// <summary>Not read but remembered from our own writing: others may have changed it since, which only a write under the ETag finds.</summary>
    public bool IsOwnWrite { get; init; }
}

/// <summary>The request's own row, <c>request_{reference}</c>: the whole request as JSON, and beside it the columns that lists filter by.</summary>
internal static class RequestRow
{
    private const string MomentsColumn = "Moments";

    /// <summary>More than the longest life that was ever simulated needs ten times over.</summary>
    private const int MostParts = 8;

    public static TableEntity Write(CoachingRequest request)
    {
        var row = Columns(request);
        LongText.Write(row, MomentsColumn, JsonSerializer.Serialize(request.Moments, DomainJson.Options)); // Apart from the rest: figures read this of every request, and nothing else of it.
        return row;
    }

    private static TableEntity Columns(CoachingRequest request) => new(RequestKeys.Partition(request.Reference), RequestKeys.Request(request.Reference))
    {
        ["State"] = request.State.ToString(),
        ["ReceivedAt"] = request.ReceivedAt,
        ["NeedIndex"] = request.NeedIndex.Total,
        ["Place"] = request.Place.Name,
        ["PlaceState"] = request.Place.State.Code,
        ["CoachId"] = request.Match?.CoachId,
        ["WaitingBecause"] = request.WaitingBecause,
        ["PausedUntil"] = request.PausedUntil?.ToString("O", CultureInfo.InvariantCulture),
        ["MergedInto"] = request.MergedInto?.ToString(),
        ["IntroducedAt"] = request.Introductions.Count > 0 ? request.Introductions[0].At : null,
        ["EndedAt"] = request.EndedAt,
        ["ErasedAt"] = request.ErasedAt,
        ["HeldSeconds"] = request.HeldBeforeIntroduction.TotalSeconds,
        ["PausedAt"] = Promised.Of(request).PausedAt,
        ["ConfirmBy"] = request.ConfirmBy,
        // Kept apart from the JSON: a large district's list alone may take half of what one property can hold.
        ["SchoolIds"] = string.Join(';', request.Place.SchoolIds),
        ["Data"] = JsonSerializer.Serialize(request with { Place = request.Place with { SchoolIds = [] }, Moments = [] }, DomainJson.Options),
    };

    public static StoredRequest Read(TableEntity row)
    {
        var request = JsonSerializer.Deserialize<CoachingRequest>(row.GetString("Data"), DomainJson.Options) ?? throw new InvalidDataException($"Row {row.RowKey} holds no request.");
        var schools = row.GetString("SchoolIds").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(NcesSchoolId.Parse).ToList();
        return new(request with { Place = request.Place with { SchoolIds = schools }, Moments = Moments(row) }, row.ETag);
    }

    /// <summary>What <see cref="ReadRecord"/> needs.</summary>
    public static readonly string[] OfRecord = ["RowKey", "State", "PlaceState", "ReceivedAt", "IntroducedAt", "EndedAt", .. LongText.Parts(MomentsColumn, MostParts)];

    public static RequestRecord ReadRecord(TableEntity row) =>
        new(Reference.Parse(row.RowKey["request_".Length..]), UsState.Parse(row.GetString("PlaceState")), row.GetDateTimeOffset("ReceivedAt")!.Value, Moments(row));

    private static List<RequestMoment> Moments(TableEntity row) =>
        LongText.Read(row, MomentsColumn) is { } moments ? JsonSerializer.Deserialize<List<RequestMoment>>(moments, DomainJson.Options)! : MomentsBefore(row);

    /// <summary>Of a row that was written before moments were kept: what its columns tell.</summary>
    private static List<RequestMoment> MomentsBefore(TableEntity row)
    {
        var (received, introduced, ended) = (row.GetDateTimeOffset("ReceivedAt")!.Value, row.GetDateTimeOffset("IntroducedAt"), row.GetDateTimeOffset("EndedAt"));
        List<RequestMoment> moments = [new(received, RequestMoment.ReceivedEvent, RequestState.Received)];
        if (introduced is { } first)
            moments.Add(new(first, nameof(RequestEvent.IntroductionSent), RequestState.Introduced));
        var state = Enum.Parse<RequestState>(row.GetString("State"));
        if (state != moments[^1].State)
            moments.Add(new(ended ?? introduced ?? received, "Before", state));
        return moments;
    }
}

/// <summary>
/// Keys of the table Requests. Partition: the reference's first character, which the fingerprint chose, so that equal requests meet in one partition.
/// Rows: <c>request_{ref}</c>, <c>{ref}_history_{n}</c>, <c>{ref}_match_{n}</c>, <c>{ref}_email_{batch}_{name}</c>, <c>{ref}_link_{hash}</c>, <c>{ref}_key_{hash}</c>, <c>{ref}_freshlink_{side}</c>, <c>{ref}_checkin_{n}_{side}</c>, <c>waiting_{ref}</c>, <c>open_{fingerprint}</c>, <c>outbox_{ref}_{work}</c>.
/// </summary>
public static class RequestKeys
{
    public static IReadOnlyList<string> Partitions { get; } = [.. Reference.Alphabet.Select(c => c.ToString())];

    public static string Partition(Reference reference) => reference.Shard.ToString();

    public static string Request(Reference reference) => "request_" + reference;

    public static string History(Reference reference, int number) => $"{reference}_history_{number:D4}";

    public static string Match(Reference reference, int number) => $"{reference}_match_{number:D4}";

    /// <param name="hash">Of the link's token, which is kept nowhere.</param>
    public static string Link(Reference reference, string hash) => $"{reference}_link_{hash}";

    /// <param name="hash">Of the Idempotency-Key that made the request.</param>
    public static string Key(Reference reference, string hash) => $"{reference}_key_{hash}";

    public static string CheckIn(Reference reference, int match, Side side) => $"{reference}_checkin_{match}_{side.ToString().ToLowerInvariant()}";

    public static string FreshLink(Reference reference, Side side) => $"{reference}_freshlink_{side.ToString().ToLowerInvariant()}";

    public static string Waiting(Reference reference) => "waiting_" + reference;

    public static string Open(string fingerprint) => "open_" + fingerprint;

    /// <param name="number">Of the match that is to be found: 1, and one more after each hand-back, so that a late handler never ends the work of the next.</param>
    public static string MatchWork(Reference reference, int number) => $"{reference}_match_{number}";

    public static string FreeWork(Reference reference, int number) => $"{reference}_free_{number}";

    public static string ReachWork(Reference reference) => $"{reference}_reach";
}
