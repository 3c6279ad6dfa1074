using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Functions.Reach.Public;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Reach.Check;

/// <summary>Recounts the reach from the records, tells staff where the stored rows differ, and sets them right when a person says so.</summary>
public sealed partial class ReachChecker(ReachRecords records, ReachTable reach, ReachRepair repair, ReachCheckLog results, PublishSoon publish, TimeProvider clock, ILogger<ReachChecker> log)
{
    public const string Page = "/staff/reach/check";

    /// <summary>Looks, keeps what it found for the staff page, and alerts staff where that is news.</summary>
    public async Task<IReadOnlyList<ReachDifference>> Check(CancellationToken cancel)
    {
        var found = await Look(cancel);
        await results.Keep(found, repaired: null, cancel);
        Checked(found.Count);
        return found;
    }

    /// <summary>Makes the rows as the records say; cut short, it can be asked for again. Answers how many differences it ended.</summary>
    public async Task<int> Repair(string by, CancellationToken cancel)
    {
        var count = await repair.Repair(await Look(cancel), cancel);
        await publish.Changed(cancel);
        await results.Keep(await Look(cancel), new(by, clock.GetUtcNow(), count), cancel);
        Repaired(count);
        return count;
    }

    /// <summary>Counting goes on meanwhile: what differs only because it was read a moment earlier or later does not differ in the same way a second time.</summary>
    private async Task<IReadOnlyList<ReachDifference>> Look(CancellationToken cancel)
    {
        var once = await LookOnce(cancel);
        return once.Count == 0 ? once : [.. (await LookOnce(cancel)).Intersect(once)];
    }

    private async Task<IReadOnlyList<ReachDifference>> LookOnce(CancellationToken cancel)
    {
        var owed = await records.Read(cancel);
        var check = new ReachCheck(owed.Mentions, owed.Pending);
        await foreach (var row in reach.Books(cancel))
            check.Meet(row);
        return [.. check.Differences(), .. owed.Differences];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The reach was compared with the records: {Differences} differences.")]
    private partial void Checked(int differences);

    [LoggerMessage(Level = LogLevel.Information, Message = "The reach was repaired: {Differences} differences ended.")]
    private partial void Repaired(int differences);
}
