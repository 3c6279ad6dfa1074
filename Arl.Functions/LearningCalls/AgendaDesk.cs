using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Requests;

namespace Arl.Functions.LearningCalls;

/// <summary>Builds the agenda of a call from its week, each time anew; what staff changed of it is kept (<see cref="CallPapers"/>).</summary>
public sealed class AgendaDesk(CallsTable calls, CallPapers papers, ResourcesTable resources, RequestsTable requests, CoachesTable coaches, TimeProvider clock)
{
    /// <summary>Back so far a call before this one is looked for: over Christmas some are skipped.</summary>
    private const int DaysBack = 35;

    /// <summary>As coaches are shown it.</summary>
    public async Task<Agenda> Of(LearningCall call, CancellationToken cancel) => (await ToEdit(call, [], cancel)).Value;

    /// <summary>With the candidates for the story, for staff alone.</summary>
    public async Task<Paper<Agenda>> ToEdit(LearningCall call, CancellationToken cancel) =>
        await ToEdit(call, clock.GetUtcNow() < call.StartsAt ? GoodStory.Of(await requests.All(cancel), clock.GetUtcNow()) : [], cancel);

    /// <summary>Resources that staff listed after one moment and up to another, and that can still be opened.</summary>
    public async Task<IReadOnlyList<NewResource>> Listed(DateTimeOffset after, DateTimeOffset upTo, CancellationToken cancel) =>
    [
        .. (await resources.Listed(cancel)).Where(resource => resource.IsOffered && resource.ListedAt > after && resource.ListedAt <= upTo)
            .OrderBy(resource => resource.Title, StringComparer.OrdinalIgnoreCase).ThenBy(resource => resource.Id, StringComparer.Ordinal)
            .Select(resource => new NewResource(resource.Id, resource.Title, LibraryLinks.OpenPathOf(resource.Id))),
    ];

    /// <summary>The end of the call before; a week before this one where there was none lately.</summary>
    public async Task<DateTimeOffset> WeekBegan(LearningCall call, CancellationToken cancel) =>
        await calls.Held(call.Date.AddDays(-DaysBack), call.Date.AddDays(-1), cancel) is [.., var before] ? before.EndsAt : call.StartsAt.AddDays(-7);

    private async Task<Paper<Agenda>> ToEdit(LearningCall call, IReadOnlyList<GoodStory> stories, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var edits = await papers.Edits(call.Date, cancel);
        var until = now < call.StartsAt ? now : call.StartsAt;
        var week = new AgendaWeek(await Listed(await WeekBegan(call, cancel), until, cancel), await papers.Questions(call.Date, cancel), now < call.StartsAt ? await Help(cancel) : [], stories);
        return new(Agenda.Empty.Rebuilt(week.Build()) with { Edits = edits.Value }, edits.Version);
    }

    /// <summary>Who waits now: once the call has begun it is no word of that call any more.</summary>
    private async Task<IReadOnlyList<HelpWanted>> Help(CancellationToken cancel)
    {
        var waiting = (await requests.Waiting(cancel)).Select(row => row.Ask).ToList();
        return waiting.Count == 0 ? [] : HelpWanted.Of(waiting, [.. (await coaches.All(cancel)).Select(coach => coach.Load.Coach)]);
    }
}
