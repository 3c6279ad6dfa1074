using System.Globalization;
using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Equity;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;

namespace Arl.Tests.Reach.Equity;

/// <summary>A directory, the schools served of it and the requests, for the equity audit.</summary>
internal sealed record SomeEquity(School[] Directory, ServedSchool[] Served, CoachingRequest[] Requests)
{
    public static readonly Period Period = new(new(2026, 1, 1), new(2026, 12, 31));

    /// <summary>Schools that differ in all that the audit parts by, each fact known or not.</summary>
    private static readonly Gen<School> s_schools =
        from locale in Gen.OneOf(0, 10, 11, 21, 32, 43)
        from state in Gen.OneOf("NM", "TX", "DC")
        from charter in Gen.Bool.Nullable()
        from students in Gen.Int[0, 400].Nullable()
        from eligible in Gen.Int[0, 420].Nullable()
        select Some.School with { Locale = locale == 0 ? null : Locale.FromCode(locale), State = UsState.Parse(state), Charter = charter, Students = students, FreeOrReducedLunch = eligible };

    /// <summary>Kinds of schools, without ids.</summary>
    public static readonly Gen<School[]> Kinds = s_schools.Array[1, 12];

    /// <summary>Networks that served some of the directory, some of what it lacks, inside and outside of the period, some schools named several times.</summary>
    public static readonly Gen<SomeEquity> Networks =
        from kinds in Kinds
        from served in Gen.Select(Gen.Int[0, 14], Gen.Int[-3, 3], s_schools, (number, months, said) => ServedOf(At(number, said), new DateOnly(2026, 1, 15).AddMonths(months * 4))).Array[0, 20]
        from requests in Gen.Select(s_schools, Gen.Enum<RequestState>(), Gen.Int[-10, 10].Nullable(), Gen.Int[0, 99], RequestOf).Array[0, 12]
        select new SomeEquity([.. kinds.Select((kind, number) => At(number, kind))], served, requests);

    public EquityAudit Audit() => EquityAudit.Of(Period, Served, Requests, Some.Directory(Directory));

    public SomeEquity Shuffled(int seed)
    {
        var random = new Random(seed);
        T[] Shuffle<T>(IEnumerable<T> items)
        {
            var copy = items.ToArray();
            random.Shuffle(copy);
            return copy;
        }
        return new(Shuffle(Directory), Shuffle(Served.Concat(Served)), Shuffle(Requests));
    }

    /// <summary>The same facts under an id of its own.</summary>
    public static School At(int number, School kind) => kind with { Id = NcesSchoolId.FromNumber(359_000_100_000L + number) };

    public static ServedSchool ServedOf(School school, DateOnly? on = null) => ServedSchool.Of(school, on ?? new(2026, 6, 1), "Bridge", Some.Moment);

    /// <param name="months">Between the middle of 2026 and its introduction; null where it was never introduced.</param>
    public static CoachingRequest RequestOf(School school, RequestState state, int? months, int days)
    {
        var introduced = new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero).AddMonths(months ?? 0);
        return Some.Request with
        {
            Place = RequestedPlace.Of(school, Some.Schools),
            State = state,
            ReceivedAt = introduced.AddDays(-days),
            Introductions = months is null ? [] : [new(1, "coach-1", "Bridge", introduced), new(2, "coach-2", "Bridge", introduced.AddDays(40))],
        };
    }

    public static string Told(EquityAudit audit) => JsonSerializer.Serialize(audit);

    /// <summary>The groups of a dimension, a line each: name, served of directory, ratio, waiting, introduced, median days.</summary>
    public static string[] Lines(EquityAudit audit, string dimension) =>
    [
        .. audit.Dimensions.Single(one => one.Id == dimension).Groups.Select(group => string.Create(CultureInfo.InvariantCulture,
            $"{group.Name}: {group.Served} of {group.Schools}, {(group.Ratio is { } ratio ? ratio.ToString("0.000", CultureInfo.InvariantCulture) : "-")}; {group.Requests.Waiting} waiting, {group.Requests.Introduced} in {group.Requests.MedianDays?.ToString(CultureInfo.InvariantCulture) ?? "-"}")),
    ];
}
