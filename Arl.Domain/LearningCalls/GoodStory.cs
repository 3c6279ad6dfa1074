using System.Globalization;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.LearningCalls;

/// <summary>
/// An engagement whose school says that it helps: a candidate for the story of a call. What the school wrote is private and is no part of it; staff, who can read that on the request's page,
/// choose a story and write down what may be told.
/// </summary>
/// <param name="Score">4 or 5.</param>
public sealed record GoodStory(Reference Reference, int Score, DateTimeOffset At, IReadOnlyList<string> Needs, UsState State, PlaceKind Kind, int Sessions)
{
    public const int LowestScore = 4;

    /// <summary>More candidates than this nobody reads through each week.</summary>
    public const int Most = 5;

    /// <summary>Check-ins are rare in one week, so the candidates of four are shown.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromDays(28);

    public string Key => $"story_{Reference}";

    /// <summary>A first draft that names nobody: <c>A school in New Mexico rates its coaching in family engagement 5 of 5, after 3 sessions.</c></summary>
    public string Draft => string.Create(CultureInfo.InvariantCulture,
        $"A {(Kind == PlaceKind.District ? "district" : "school")} in {State.Name} rates its coaching in {InWords.List([.. Needs.Select(id => InWords.MidSentence(Need.Find(id)?.Name ?? id))])} {Score} of 5{(Sessions == 0 ? "" : $", after {InWords.Count(Sessions, "session")}")}.");

    /// <summary>The best first, of equals the newest.</summary>
    public static IReadOnlyList<GoodStory> Of(IEnumerable<CoachingRequest> requests, DateTimeOffset now) =>
    [
        .. requests.Where(request => request is { ErasedAt: null, Match: not null }).Select(request => Of(request, now)).OfType<GoodStory>()
            .OrderByDescending(story => story.Score).ThenByDescending(story => story.At).ThenBy(story => story.Reference.Code, StringComparer.Ordinal).Take(Most),
    ];

    private static GoodStory? Of(CoachingRequest request, DateTimeOffset now) =>
        request.Engagement.CheckIns.LastOrDefault(answer => answer.By == Side.School) is { Score: >= LowestScore } answer && answer.At > now - Back && answer.At <= now
            ? new(request.Reference, answer.Score, answer.At, request.Needs, request.Place.State, request.Place.Kind, request.Engagement.Sessions.Count)
            : null;
}
