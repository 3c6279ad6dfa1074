using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Reach.Equity;

/// <summary>
/// Whom the network served in a period, beside all schools there are: by locale, poverty quartile, state and charter. In each dimension the groups sum to <see cref="Served"/>,
/// <see cref="Schools"/> and <see cref="Requests"/>.
/// </summary>
public sealed record EquityAudit
{
    public required Period Period { get; init; }

    /// <summary>The thresholds by which schools and requests fall into poverty quartiles; null where the directory knows no poverty.</summary>
    public required PovertyQuartiles? Poverty { get; init; }

    /// <summary>Schools first introduced in the period, each once.</summary>
    public required int Served { get; init; }

    /// <summary>Schools in the directory.</summary>
    public required int Schools { get; init; }

    public required RequestFigures Requests { get; init; }

    /// <summary>Locale, poverty, state, charter.</summary>
    public required IReadOnlyList<EquityDimension> Dimensions { get; init; }

    /// <summary>Takes it all together. The order of what comes in does not matter, and a school named twice is merged and counts once, from its first introduction.</summary>
    /// <param name="served">At least those introduced in the period.</param>
    /// <param name="requests">At least those that wait or were first introduced in the period. The day of an introduction is the place's own, as it is for a served school.</param>
    public static EquityAudit Of(Period period, IEnumerable<ServedSchool> served, IEnumerable<CoachingRequest> requests, SchoolDirectory directory)
    {
        var baseline = EquityBaseline.Of(directory);
        var schools = ServedSchool.Distinct(served).Where(school => period.Contains(school.IntroducedOn)).Select(school => EquityFacts.Of(school, InDirectory(school, directory))).ToList();
        var asked = requests.Select(request => RequestFacts.Of(request, period)).Where(request => request.IsWaiting || request.Days is not null).ToList();
        return new()
        {
            Period = period,
            Poverty = baseline.Quartiles,
            Served = schools.Count,
            Schools = directory.Count,
            Requests = Figures(asked),
            Dimensions = [.. baseline.Views.Select(view => new EquityDimension(view.Id, view.Name, Groups(view, baseline, schools, asked)))],
        };
    }

    private static List<EquityGroup> Groups(EquityView view, EquityBaseline baseline, List<EquityFacts> served, List<RequestFacts> asked)
    {
        var servedOf = served.CountBy(view.GroupOf).ToDictionary(StringComparer.Ordinal);
        var askedOf = asked.ToLookup(request => view.GroupOf(request.Facts), StringComparer.Ordinal);
        var groups = view.Groups.Select(group => new EquityGroup
        {
            Id = group.Id,
            Name = group.Name,
            Served = servedOf.GetValueOrDefault(group.Id),
            Schools = baseline.Schools(view, group.Id),
            Requests = Figures([.. askedOf[group.Id]]),
        }).ToList();
        var known = new EquityDimension(view.Id, view.Name, groups);
        return [.. groups.Where(group => view.Id != EquityDimension.State || IsAny(group)).Select(group => Compared(group, known.ServedKnown, known.SchoolsKnown))];
    }

    /// <summary>States without schools, served or not, and without requests are left out.</summary>
    private static bool IsAny(EquityGroup group) => group.Served + group.Schools + group.Requests.Waiting + group.Requests.Introduced > 0;

    /// <summary>One division of whole numbers, so that exact proportion is exactly 1 and exactly four fifths is not below it.</summary>
    private static EquityGroup Compared(EquityGroup group, long served, long schools) => group.Id == EquityGroup.UnknownId ? group : group with
    {
        ServedShare = served == 0 ? null : (double)group.Served / served,
        SchoolsShare = schools == 0 ? null : (double)group.Schools / schools,
        Ratio = served == 0 || group.Schools == 0 ? null : (double)(group.Served * schools) / (served * group.Schools),
    };

    private static RequestFigures Figures(List<RequestFacts> requests)
    {
        List<double> days = [.. requests.Where(request => request.Days is not null).Select(request => request.Days!.Value)];
        return new(requests.Count(request => request.IsWaiting), days.Count, Median.Of(days));
    }

    private static School? InDirectory(ServedSchool school, SchoolDirectory directory) => NcesSchoolId.TryParse(school.Key, out var id) ? directory.Find(id) : null;

    /// <param name="Days">From receipt to the first introduction; null where that was not in the period.</param>
    private sealed record RequestFacts(EquityFacts Facts, bool IsWaiting, double? Days)
    {
        public static RequestFacts Of(CoachingRequest request, Period period) => new(
            EquityFacts.Of(request.Place), request.State == RequestState.Waiting,
            request.Introductions is [var first, ..] && period.Contains(DayAt(request.Place, first.At)) ? (first.At - request.ReceivedAt).TotalDays : null);

        private static DateOnly DayAt(RequestedPlace place, DateTimeOffset at) => LocalTime.DayOf(at, TimeZones.Of(place.State));
    }
}
