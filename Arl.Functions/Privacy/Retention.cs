using Arl.Domain.Requests;
using Arl.Functions.Imports;
using Arl.Functions.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Privacy;

/// <param name="Later">Requests whose time has come and that the next runs erase: there were more than one run takes, work on them was not finished, or they failed.</param>
public sealed record RetentionCounts(int Requests, int Coaches, int Files, int Later);

/// <summary>
/// What happens to people whose time is over (docs/privacy.md). A run takes so many requests at most and goes on the next night where it stopped, or was stopped: what is erased says so on its own row, written last.
/// </summary>
public sealed partial class Retention(
    ArlStorage storage, RequestErasure requests, CoachErasure coaches, ImportErasure imports, ImportUploads uploads, IdempotencyKeys keys, MailEventLog events, StaffReads reads, CallPapersErasure callPapers, ResourceRemoval resources, IOptions<PrivacyOptions> options, TimeProvider clock, ILogger<Retention> log)
{
    /// <summary>In one run: a first run on an old network must end within minutes.</summary>
    public const int MostRequests = 500;

    private const int MostCoaches = 10;

    public async Task<RetentionCounts> Run(CancellationToken cancel)
    {
        var before = clock.GetUtcNow().AddMonths(-options.Value.KeepMonths);
        await uploads.ThrowOldAway(cancel);
        var files = await imports.Before(before, cancel);
        await events.Forget(before, cancel);
        await reads.Forget(before, cancel);
        await callPapers.Forget(DateOnly.FromDateTime(before.UtcDateTime), cancel);
        await resources.Forget(before, cancel);
        var due = await Ended(before, cancel);
        var failed = new List<string>();
        var erased = await EraseRequests(due.Take(MostRequests).ToList(), failed, cancel);
        var counts = new RetentionCounts(erased, await EraseCoaches(before, failed, cancel), files, due.Count - erased); // Coaches last: each takes long on a large network.
        Done(counts.Requests, counts.Coaches, counts.Files, counts.Later);
        return failed.Count == 0 ? counts : throw new InvalidOperationException($"These could not be erased, all others were: {string.Join(", ", failed)}.");
    }

    private async Task<int> EraseRequests(IReadOnlyList<Reference> due, List<string> failed, CancellationToken cancel)
    {
        await keys.Forget(due.Select(reference => reference.ToString()).ToHashSet(StringComparer.Ordinal), cancel);
        var erased = 0;
        foreach (var reference in due)
            erased += await Try(reference.ToString(), () => requests.Erase(reference, cancel), failed, cancel) ? 1 : 0;
        return erased;
    }

    /// <summary>One that cannot be erased stops no other. The fault's own words may name somebody, so its kind alone is logged.</summary>
    private async Task<bool> Try(string id, Func<Task<Erased>> erase, List<string> failed, CancellationToken cancel)
    {
        try
        {
            return await erase() == Erased.Done;
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            failed.Add(id);
            Failed(id, fault.GetType().Name);
            return false;
        }
    }

    /// <summary>Whose end is older than that, the oldest first.</summary>
    private async Task<IReadOnlyList<Reference>> Ended(DateTimeOffset before, CancellationToken cancel)
    {
        var found = new List<(Reference Reference, DateTimeOffset EndedAt)>();
        foreach (var partition in RequestKeys.Partitions)
        {
            var (completed, withdrawn) = (nameof(RequestState.Completed), nameof(RequestState.Withdrawn));
            var filter = KeyRange.Of(partition, RequestKeys.RequestPrefix, $"EndedAt lt {before} and (State eq {completed} or State eq {withdrawn})");
            await foreach (var row in storage.Table(TableNames.Requests).QueryAsync<TableEntity>(filter, select: ["RowKey", "EndedAt", "ErasedAt"], cancellationToken: cancel))
                if (row.GetDateTimeOffset("ErasedAt") is null)
                    found.Add((RequestKeys.ReferenceOf(row.RowKey), row.GetDateTimeOffset("EndedAt")!.Value));
        }
        return [.. found.OrderBy(one => one.EndedAt).Select(one => one.Reference)];
    }

    /// <summary>Who is not active, was last heard of in a file or by hand before that, and whose last request ended before that.</summary>
    private async Task<int> EraseCoaches(DateTimeOffset before, List<string> failed, CancellationToken cancel)
    {
        var erased = 0;
        foreach (var coach in await coaches.LeftBefore(before, cancel))
            if (erased < MostCoaches && await Try(coach, () => coaches.Erase(coach, before, cancel), failed, cancel))
                erased++;
        return erased;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Id} could not be erased: {Fault}.")]
    private partial void Failed(string id, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Erased: the people of {Requests} requests, {Coaches} coaches, {Files} files of coaches; {Later} requests are left for the next run.")]
    private partial void Done(int requests, int coaches, int files, int later);
}
