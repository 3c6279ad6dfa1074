using System.Globalization;
using Arl.Domain;
using Arl.Functions.Storage;

namespace Arl.Functions.Staff.Poison;

/// <summary>
/// Tells staff of what was poisoned, in one email an hour at most: what comes within the hour is told when it is over, if it is still there. Of messages that come again and again one copy stays.
/// </summary>
public sealed class PoisonWatch(PoisonQueues queues, PoisonTold told, StaffAlerts alerts, TimeProvider clock)
{
    public const string Page = "/staff/poison";
    private static readonly TimeSpan s_between = TimeSpan.FromHours(1);

    public async Task Look(CancellationToken cancel)
    {
        var found = await queues.Look(cancel);
        await Tell(found, cancel);
        foreach (var queue in found.Where(queue => queue.HasCopies))
            await queues.DropCopies(queue.Queue, cancel);
    }

    private async Task Tell(IReadOnlyList<PoisonedOf> found, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var present = found.SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        var before = await told.Read(cancel);
        if (present.IsSubsetOf(before.Messages))
            await told.Forget(message => !present.Contains(message), cancel);
        else if (before.AlertedAt is not { } last || now - last >= s_between)
            await alerts.Owe(Alert(found, now), PoisonTold.Write(before, present, now), cancel);
    }

    /// <summary>Each message that can be seen; where there are more, each further page's worth of them is news once.</summary>
    private static IEnumerable<string> Names(PoisonedOf queue) =>
        [.. queue.Messages.Select(message => PoisonTold.Name(queue.Queue, message.Key)), .. queue.HasMore ? [PoisonTold.Name(queue.Queue, $"more-{queue.Count / PoisonQueues.MostSeen}")] : Array.Empty<string>()];

    private static StaffAlert Alert(IReadOnlyList<PoisonedOf> found, DateTimeOffset now)
    {
        var poisoned = found.Where(queue => queue.Count > 0).ToList();
        var all = poisoned.Sum(queue => queue.Known);
        return new(
            "poison",
            $"poison-{now.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture)}",
            $"{InWords.Count(all, "piece")} of work failed and {(all == 1 ? "needs" : "need")} a person",
            [.. poisoned.Select(queue => $"{QueueWords.WorkOf(queue.Queue)}: {(queue.HasMore ? "about " : "")}{queue.Known.ToString(CultureInfo.InvariantCulture)}."), "The page says why, and there you can try again or drop each with one click."],
            Page);
    }
}
