using System.Globalization;
using System.Text.Json;
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
        new(RequestKeys.ReferenceOf(row.RowKey), UsState.Parse(row.GetString("PlaceState")), row.GetDateTimeOffset("ReceivedAt")!.Value, Moments(row));

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
