using Arl.Domain;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;

namespace Arl.Tests.Matching;

/// <summary>Requests with what became of their needs.</summary>
internal static class SomeUnmet
{
    public const string Family = "family-engagement";
    public const string Multilingual = "multilingual-learners";
    public const string Literacy = "literacy";

    /// <summary>Any requests with their references all different, received in the last 30 weeks, in every state that life allows.</summary>
    public static readonly Gen<CoachingRequest[]> AnyRequests =
        (from needs in Gen.Shuffle(new[] { Family, Multilingual, Literacy, "attendance", "mathematics" }, 1, 5)
         from covered in Gen.Int[0, 5]
         from state in Gen.Enum<RequestState>()
         from everMatched in Gen.Bool
         from days in Gen.Int[0, 30 * 7]
         from place in Gen.Select(Gen.OneOf("NM", "AZ", "TX"), Gen.Enum<SchoolLevel>().HashSet[0, 3], Gen.OneOf("es", "nv", "en").HashSet[0, 2])
         let matched = state is not (RequestState.Received or RequestState.Waiting) && (state != RequestState.Withdrawn || everMatched)
         select Received(days, needs) with
         {
             State = state,
             Match = matched ? Match([.. needs.Take(covered)]) : null,
             Place = Some.Request.Place with { State = UsState.Parse(place.Item1), Levels = [.. place.Item2] },
             Languages = [.. place.Item3.Select(Language.Parse)],
         }).Array[0, 40].Select(requests => requests.Select((request, i) => Numbered(request, i)).ToArray());

    /// <summary>Received so long ago and not decided yet; its reference is that of <see cref="Some.Request"/>.</summary>
    public static CoachingRequest Received(double daysAgo, params string[] needs) =>
        Some.Request with { ReceivedAt = Some.Moment.AddDays(-daysAgo), Needs = needs };

    public static CoachingRequest Waiting(double daysAgo, params string[] needs) =>
        Received(daysAgo, needs) with { State = RequestState.Waiting, WaitingBecause = "All coaches are full." };

    /// <summary>Introduced to a coach who covers some of its needs.</summary>
    public static CoachingRequest Introduced(double daysAgo, string[] needs, params string[] covered) =>
        Received(daysAgo, needs) with { State = RequestState.Introduced, Match = Match(covered), Matches = 1 };

    public static Match Match(params string[] covered) => Some.Match() with { Covered = covered };

    public static CoachingRequest Numbered(CoachingRequest request, int number) => request with { Reference = Reference.Create(number % Reference.Alphabet.Length, (ulong)number) };

    public static UnmetNeeds Count(params CoachingRequest[] requests) => UnmetNeeds.Of(requests, Some.Moment);

    public static UnmetLine Line(this IEnumerable<UnmetLine> lines, string id) => lines.Single(line => line.Id == id);
}
