using Arl.Domain.Requests;
using Azure.Data.Tables;

namespace Arl.Functions.Requests;

/// <summary>What a coach's list shows of a request.</summary>
/// <param name="Place">Name and state of the place.</param>
public sealed record RequestOfCoach(Reference Reference, string Place, RequestState State, DateTimeOffset ReceivedAt, DateTimeOffset? EndedAt)
{
    internal static readonly string[] Columns = ["RowKey", "Place", "PlaceState", "State", "ReceivedAt", "EndedAt"];

    internal static RequestOfCoach Read(TableEntity row) => new(
        RequestKeys.ReferenceOf(row.RowKey), $"{row.GetString("Place")}, {row.GetString("PlaceState")}", Enum.Parse<RequestState>(row.GetString("State")),
        row.GetDateTimeOffset("ReceivedAt")!.Value, row.GetDateTimeOffset("EndedAt"));
}
