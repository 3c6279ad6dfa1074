using Arl.Domain.Requests;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Requests;

/// <summary>Timer, each hour: a pause ends when its day begins, by the clock of the place.</summary>
public sealed partial class ResumeRequests(RequestsTable requests, TimeProvider clock, ILogger<ResumeRequests> log)
{
    [Function(nameof(ResumeRequests))]
    public async Task Run([TimerTrigger("0 7 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var anywhere = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1); // In Guam it is tomorrow already.
        foreach (var stored in (await requests.PausedUntil(anywhere, cancel)).Where(stored => stored.Request.PausedUntil <= stored.Request.DayAt(now)))
            await Resume(stored, now, cancel);
    }

    /// <summary>Changed at this moment: the next hour finds it.</summary>
    private async Task Resume(StoredRequest stored, DateTimeOffset now, CancellationToken cancel)
    {
        var resumed = new RequestEvent.Paused(Until: null);
        if (RequestLife.Apply(stored.Request, resumed, now) is Step.Moved moved && await requests.Commit(RequestChange.Of(stored, moved.Request, resumed, "system", null, now), cancel))
            Resumed(stored.Request.Reference);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reference} goes on after its pause.")]
    private partial void Resumed(Reference reference);
}
