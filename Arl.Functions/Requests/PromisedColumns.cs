using Arl.Domain.Introductions;
using Arl.Domain.Requests;
using Azure.Data.Tables;

namespace Arl.Functions.Requests;

/// <summary>What the promise goes by, read from the columns alone.</summary>
internal static class PromisedColumns
{
    public static readonly string[] Names = ["RowKey", "State", "Place", "PlaceState", "WaitingBecause", "ReceivedAt", "IntroducedAt", "EndedAt", "HeldSeconds", "PausedAt"];

    public static PromisedRequest Read(TableEntity row) => new(
        RequestKeys.ReferenceOf(row.RowKey),
        $"{row.GetString("Place")}, {row.GetString("PlaceState")}",
        Enum.Parse<RequestState>(row.GetString("State")),
        row.GetString("WaitingBecause"),
        new(
            row.GetDateTimeOffset("ReceivedAt")!.Value, row.GetDateTimeOffset("IntroducedAt"), row.GetDateTimeOffset("EndedAt"),
            TimeSpan.FromSeconds(row.GetDouble("HeldSeconds").GetValueOrDefault()), row.GetDateTimeOffset("PausedAt")));
}
