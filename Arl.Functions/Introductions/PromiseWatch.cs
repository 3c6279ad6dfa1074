using System.Globalization;
using Arl.Domain;
using Arl.Domain.Introductions;
using Arl.Functions.Hosting;
using Arl.Functions.Requests;
using Arl.Functions.Staff;

namespace Arl.Functions.Introductions;

/// <summary>Looks after the 24-hour promise: what staff see of it, and the one email a day that tells them.</summary>
public sealed class PromiseWatch(RequestsTable requests, StaffAlerts alerts, NetworkClock zone, TimeProvider clock)
{
    public const string Page = "/staff/promise";

    /// <summary>By the network's clock: an email at night would use up the day's before anybody is there.</summary>
    private static readonly TimeOnly s_from = new(8, 0);

    public async Task<PromiseBoard> Board(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return PromiseBoard.Of(await requests.Promised(now - PromiseBoard.LateWithin, cancel), now);
    }

    /// <summary>The same of the requests that still wait for their introduction alone, which are few.</summary>
    public async Task<PromiseBoard> OpenBoard(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return PromiseBoard.Of(await requests.Promised(now, cancel), now);
    }

    /// <summary>Tells staff once a day at most, and only where something is about to break it or has broken it since the morning before.</summary>
    public async Task Tell(CancellationToken cancel)
    {
        var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone.Zone);
        if (TimeOnly.FromDateTime(local.DateTime) < s_from)
            return;
        var board = await Board(cancel);
        if (!board.HasNews(MorningBefore(local)))
            return;
        var day = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await alerts.Owe(new("promise", $"promise-{day}", PromiseWords.Title(board), PromiseWords.Lines(board, zone.Zone), Page), cancel);
    }

    private DateTimeOffset MorningBefore(DateTimeOffset local) => LocalTime.Moment(DateOnly.FromDateTime(local.DateTime).AddDays(-1).ToDateTime(s_from), zone.Zone);
}
