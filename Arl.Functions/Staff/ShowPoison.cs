using Arl.Functions.Hosting;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/poison</c>: what failed for good, why, and what can be done about it.</summary>
public sealed class ShowPoison(StaffDoor door, PoisonQueues queues, OwedWork owed, QueueFailures failures, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock)
{
    private const int MostActs = 20;
    private static readonly TimeSpan s_acts = TimeSpan.FromDays(14);

    [Function(nameof(ShowPoison))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/poison")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async member =>
        {
            var found = await queues.Look(cancel);
            var rows = await owed.All(cancel);
            var acts = await failures.Acts(clock.GetUtcNow() - s_acts, cancel);
            return PageResults.Page<PoisonPage>(new
            {
                Model = new PoisonOverview(
                    await Task.WhenAll(found.SelectMany(queue => queue.Messages).OrderBy(message => message.CameAt).Select(message => Line(message, rows, cancel))),
                    found.Where(queue => queue.HasMore).Sum(queue => queue.Count - queue.Messages.Sum(message => message.Copies)),
                    [.. rows.Where(row => row.IsStopped).Select(Stopped).OrderByDescending(row => row.StoppedAt)],
                    [.. acts.Take(MostActs).Select(act => new PoisonOverview.Act(act.What, Thing(act.Queue, act.Message), act.By, act.At))],
                    http.Query["done"].ToString(),
                    zone.Zone,
                    member.IsDeveloper,
                    (await schools.CurrentOrEmpty(cancel)).Origin.IsSample),
            });
        });

    private async Task<PoisonOverview.Message> Line(Poisoned message, IReadOnlyList<OwedRow> rows, CancellationToken cancel)
    {
        var failure = await failures.Find(message.Queue, message.Key, cancel);
        var owing = rows.FirstOrDefault(row => row.Queue == message.Queue && row.Key == message.Key);
        return new(message.Queue, message.Key, Thing(message.Queue, message.Text ?? ""), message.CameAt, failure?.Times, failure?.LastAt, failure?.Reason, message.CanBeRead,
            owing is null ? PoisonOverview.Owed.No : owing.IsStopped ? PoisonOverview.Owed.Stopped : PoisonOverview.Owed.Yes);
    }

    private static PoisonOverview.Stopped Stopped(OwedRow row) => new(row.At.Table, row.At.Partition, row.At.RowKey, Thing(row.Queue, row.Body), row.StoppedAt!.Value, row.StoppedBy ?? "");

    private static PoisonOverview.Thing Thing(string queue, string text) => new(QueueWords.WorkOf(queue), QueueWords.RequestIn(text), QueueWords.About(text));
}
