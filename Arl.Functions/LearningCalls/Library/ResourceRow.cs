using System.Security.Cryptography;
using System.Text;
using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>A resource as the columns of its row.</summary>
internal static class ResourceRow
{
    public static string KeyOf(string id) => "resource_" + id;

    /// <summary>The whole row.</summary>
    public static TableEntity Of(Resource resource)
    {
        var row = Facts(resource);
        row["SharedBy"] = resource.SharedBy;
        row["SharedAt"] = resource.SharedAt;
        row["State"] = resource.State.ToString();
        row["ListedAt"] = resource.ListedAt;
        row["FirstListedAt"] = resource.FirstListedAt;
        row["WithdrawnAt"] = resource.WithdrawnAt;
        row["DeletedAt"] = resource.DeletedAt;
        row["FailedWeeks"] = resource.LinkState.FailedWeeks;
        row["CheckedAt"] = resource.LinkState.CheckedAt;
        if (resource.File is not { } file)
            return row;
        row["FileName"] = file.Name;
        row["FileBlob"] = file.Blob;
        row["FileBytes"] = file.Bytes;
        row["FileType"] = file.Type;
        return row;
    }

    /// <summary>What a look at its link found, to be merged.</summary>
    public static TableEntity Looked(string id, LinkState found) => new(ResourcesTable.Partition, KeyOf(id)) { ["FailedWeeks"] = found.FailedWeeks, ["CheckedAt"] = found.CheckedAt };

    /// <summary>What staff can change by hand.</summary>
    private static TableEntity Facts(Resource resource) => new(ResourcesTable.Partition, KeyOf(resource.Id))
    {
        ["Title"] = resource.Title,
        ["Link"] = resource.Link?.AbsoluteUri ?? "",
        ["Needs"] = string.Join(';', resource.Needs.Order(StringComparer.Ordinal)),
        ["Levels"] = string.Join(';', resource.Levels.Order()),
        ["Note"] = resource.Note,
        ["FromEngagement"] = resource.FromEngagement?.ToString() ?? "",
    };

    public static Resource Read(TableEntity row) => new()
    {
        Id = row.RowKey[KeyOf("").Length..],
        Title = row.GetString("Title"),
        Link = row.GetString("Link") is { Length: > 0 } link ? new(link) : null,
        File = row.GetString("FileBlob") is { } blob ? new(row.GetString("FileName"), blob, row.GetInt64("FileBytes")!.Value, row.GetString("FileType")) : null,
        Needs = Parts(row, "Needs").ToHashSet(StringComparer.Ordinal),
        Levels = Parts(row, "Levels").Select(Enum.Parse<SchoolLevel>).ToHashSet(),
        Note = row.GetString("Note"),
        SharedBy = row.GetString("SharedBy"),
        FromEngagement = row.GetString("FromEngagement") is { Length: > 0 } reference ? Reference.Parse(reference) : null,
        SharedAt = row.GetDateTimeOffset("SharedAt")!.Value,
        State = Enum.Parse<ResourceState>(row.GetString("State")),
        ListedAt = row.GetDateTimeOffset("ListedAt"),
        FirstListedAt = row.GetDateTimeOffset("FirstListedAt"),
        WithdrawnAt = row.GetDateTimeOffset("WithdrawnAt"),
        DeletedAt = row.GetDateTimeOffset("DeletedAt"),
        LinkState = new(row.GetInt32("FailedWeeks") ?? 0, row.GetDateTimeOffset("CheckedAt")),
    };

    /// <summary>The same for the same facts and state, however often it was opened and whatever the look at its link found.</summary>
    public static string VersionOf(Resource resource)
    {
        var row = Facts(resource);
        var said = string.Join('\n', ((string[])["Title", "Link", "Needs", "Levels", "Note", "FromEngagement"]).Select(row.GetString).Append(resource.State.ToString()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, 16));
    }

    /// <summary>What happened to it, the newest first by key.</summary>
    public static TableEntity History(string id, DateTimeOffset at, string by, string what, string why) =>
        new(ResourcesTable.Partition, $"{HistoryOf(id)}{TableKey.NewestFirst(at)}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}")
        {
            ["At"] = at,
            ["By"] = by,
            ["What"] = what,
            ["Why"] = why,
        };

    public static string HistoryOf(string id) => $"history_{id}_";

    private static string[] Parts(TableEntity row, string column) => row.GetString(column).Split(';', StringSplitOptions.RemoveEmptyEntries);
}
