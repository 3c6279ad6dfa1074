using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Introductions;
using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting;
using Arl.Functions.Introductions;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Requests;
using Arl.Functions.Staff.Poison;
using Arl.Functions.Storage;
using Arl.Pages.Staff;

namespace Arl.Functions.Staff;

/// <summary>What needs a person today, from everywhere it is known.</summary>
public sealed class TodayDesk(RequestIndex index, PromiseWatch promise, StaffAlerts alerts, PoisonQueues poison, CoachesTable coaches, ResourcesTable resources, NetworkClock zone, TimeProvider clock)
{
    private const int MostRequests = 50;
    private const int MostPromises = 20;
    private static readonly string[] s_saidByRequests = ["bounce", "nothing-heard"];
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(14);

    /// <summary>The oldest first; and how many requests are not among them.</summary>
    internal async Task<(IReadOnlyList<StaffToday.Item> Items, bool HasMoreRequests, int MorePromises)> Items(CancellationToken cancel)
    {
        var attention = await index.Page(new() { NeedsPerson = true, Order = RequestOrder.Oldest }, after: null, MostRequests, cancel);
        var known = attention.Lines.Select(line => line.Reference).ToHashSet();
        var board = await promise.OpenBoard(cancel);
        var promises = board.AboutToBreak.Concat(board.Broken).Where(line => !known.Contains(line.Request.Reference)).OrderBy(line => line.Request.Promised.ReceivedAt).ToList();
        var open = await alerts.Open(cancel);
        var asked = attention.Lines.Select(line => WithAlert(OfAttention(line), open)).ToList();
        List<StaffToday.Item> items =
        [
            .. asked,
            .. promises.Take(MostPromises).Select(OfPromise),
            .. open.Where(alert => asked.All(item => item.AlertId != alert.Id)).Select(alert => new StaffToday.Item(alert.RaisedAt, alert.Title, alert.Link, alert.Lines, "When it is seen to, say so here.") { AlertId = alert.Id }),
            .. open.Any(alert => alert.Link == PoisonWatch.Page) ? [] : OfPoison(await poison.Look(cancel)), // An alert of it says the same.
            .. (await coaches.All(cancel)).Select(coach => coach.Load).Where(load => !load.Coach.Active && load.Taken > 0).Select(OfLeft),
            .. OfProposed(await resources.Proposed(cancel)),
            .. OfDead(await resources.Dead(cancel)),
        ];
        return ([.. items.OrderBy(item => item.Since ?? DateTimeOffset.MaxValue)], attention.Next is not null, Math.Max(0, promises.Count - MostPromises));
    }

    internal async Task<IReadOnlyList<StaffToday.BackSoon>> Back(CancellationToken cancel)
    {
        var until = zone.DayOf(clock.GetUtcNow() + s_soon);
        return
        [
            .. (await coaches.All(cancel)).Select(coach => coach.Load).Where(load => load.PausedUntil <= until).OrderBy(load => load.PausedUntil).ThenBy(load => load.Coach.Id, StringComparer.Ordinal)
                .Select(load => new StaffToday.BackSoon(load.Coach.Name, load.Coach.Organization, load.PausedUntil!.Value)),
        ];
    }

    private static StaffToday.Item OfAttention(RequestLine line) => new(
        line.ReceivedAt, Title(line.Reference, $"{line.Place}, {line.UsState.Code}"), Link(line.Reference), [.. line.Attention.Select(one => one.InWords())], string.Join(" ", line.Attention.Select(one => one.ToDo())));

    /// <summary>An alert that says what the request itself says is said once: with what the request needs.</summary>
    private static StaffToday.Item WithAlert(StaffToday.Item item, IReadOnlyList<OpenAlert> open) =>
        open.FirstOrDefault(alert => alert.Link == item.Link && s_saidByRequests.Contains(alert.Kind)) is { } alert ? item with { Lines = [.. item.Lines, .. alert.Lines], AlertId = alert.Id } : item;

    private StaffToday.Item OfPromise(PromiseLine line) => new(
        line.Request.Promised.ReceivedAt, Title(line.Request.Reference, line.Request.Place), Link(line.Request.Reference),
        [$"24-hour promise: {InWords.MidSentence(PromiseWords.Sentence(line.Clock, zone.Zone))}", .. line.Request.Why is { Length: > 0 } why ? [why] : Array.Empty<string>()],
        line.Request.State switch
        {
            RequestState.Waiting => "Its page says what would end the wait; you can choose a coach yourself.",
            RequestState.Matched => "Its introduction has not left: see its emails.",
            _ => "No coach was looked for yet: see whether work failed.",
        });

    /// <summary>Nobody else notices: such a coach is offered nothing new, and a coaching that has begun would end of its own accord only after months of silence.</summary>
    private static StaffToday.Item OfLeft(CoachLoad load) => new(
        Since: null, $"{load.Coach.Name} is no longer active and still has {InWords.Count(load.Taken, "school")}", $"/staff/coaches/{load.Coach.Id}", [load.Coach.Organization], "Open each on their page and give it to another coach.");

    private static IEnumerable<StaffToday.Item> OfPoison(IReadOnlyList<PoisonedOf> queues)
    {
        var all = queues.Sum(queue => queue.Known);
        if (all > 0)
            yield return new(queues.SelectMany(queue => queue.Messages).Min(message => message.CameAt), $"{InWords.Count(all, "piece")} of work failed", PoisonWatch.Page, [], "Read why, then try each again or drop it.");
    }

    private static IEnumerable<StaffToday.Item> OfProposed(IReadOnlyList<Resource> proposed)
    {
        if (proposed.Count > 0)
            yield return new(proposed.Min(resource => resource.SharedAt), $"{InWords.Count(proposed.Count, "shared resource")} to look at", "/staff/library", [], "Open each, then list it or withdraw it.");
    }

    private static IEnumerable<StaffToday.Item> OfDead(IReadOnlyList<Resource> dead)
    {
        if (dead.Count > 0)
            yield return new(dead.Min(resource => resource.LinkState.CheckedAt), $"{InWords.Count(dead.Count, "link")} of the library {(dead.Count == 1 ? "leads" : "lead")} nowhere", "/staff/library", [], "Open each: give it another link, or withdraw it.");
    }

    private static string Title(Reference reference, string place) => $"{reference} {place}";

    private static string Link(Reference reference) => $"/staff/requests/{reference}";
}
