using Arl.Domain.Requests;
using Arl.Functions.Requests;

namespace Arl.Functions.Engagements;

/// <summary>What became of what somebody did.</summary>
public abstract record Acted
{
    private Acted() { }

    public sealed record Done(CoachingRequest Request) : Acted;

    /// <summary>It was done before, or another press of the same button was faster.</summary>
    public sealed record Before : Acted;

    /// <summary>The request has gone another way: handed back, withdrawn, completed, or there is none.</summary>
    public sealed record TooLate : Acted;
}

/// <summary>Something that somebody does to a request.</summary>
/// <param name="Event">What it is, of the request as it stands; null where it does not concern it any more.</param>
/// <param name="Also">What it owes, written with it. It may be asked several times, each for a new change.</param>
public sealed record Act(string By, Func<CoachingRequest, RequestEvent?> Event, Func<ActInHand, Task>? Also = null)
{
    /// <summary>For the history: no personal data.</summary>
    public string? Detail { get; init; }

    /// <summary>The link by which it is done, used up with it.</summary>
    public ActionLink? Link { get; init; }
}

/// <param name="Before">The request as it was.</param>
public sealed record ActInHand(CoachingRequest Before, Step.Moved Moved, RequestChange Change);

/// <summary>Does it once: read, decide, write under the ETag, and again where something changed meanwhile.</summary>
public sealed class Acting(RequestsTable requests, ActionLinks links, TimeProvider clock)
{
    public async Task<Acted> Do(Reference reference, Act act, CancellationToken cancel)
    {
        var link = act.Link;
        while (await requests.Get(reference, cancel) is { } stored)
        {
            var now = clock.GetUtcNow();
            if (act.Event(stored.Request) is not { } happened)
                return new Acted.TooLate();
            var step = RequestLife.Apply(stored.Request, happened, now);
            if (step is not Step.Moved moved)
                return step is Step.AlreadySo ? new Acted.Before() : new Acted.TooLate();

            var change = RequestChange.Of(stored, moved.Request, happened, act.By, act.Detail, now);
            if (link is not null)
                change.Also(ActionLinks.Use(link, now));
            if (act.Also is not null)
                await act.Also(new(stored.Request, moved, change));
            if (await requests.Commit(change, cancel))
                return new Acted.Done(change.Request);
            if (link is null)
                continue;
            link = await links.Unused(link, cancel);
            if (link is null)
                return new Acted.Before();
        }
        return new Acted.TooLate();
    }
}
