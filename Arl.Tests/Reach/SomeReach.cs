using System.Globalization;
using System.Text;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Served;
using Arl.Tests.Support;
using CsCheck;

namespace Arl.Tests.Reach;

internal static class SomeReach
{
    public static readonly ServedSchool Served = ServedSchool.Of(Some.School, new(2026, 9, 14), "Learning Partners", Some.Moment);

    /// <summary>Mentions of a few schools, as different as mentions can be.</summary>
    public static readonly Gen<ServedSchool> Mentions =
        from number in Gen.Int[1, 4]
        from source in Gen.Enum<FactSource>()
        from studentsSource in Gen.Enum<FactSource>()
        from day in Gen.Int[0, 3]
        from hours in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3])
        from state in Gen.OneOf("NM", "TX", "DC")
        from city in Gen.OneOf("Cuba", "cuba ", "Las  Cruces", "Las Cruces")
        from locale in Gen.OneOf(0, 10, 12, 21, 33, 43)
        from facts in Gen.Select(Gen.Bool.Nullable(), Gen.Int[0, 900].Nullable(), Gen.OneOf("A", "B", "b "))
        select Served with
        {
            Key = $"35900010000{number}",
            Source = source,
            StudentsSource = studentsSource,
            IntroducedOn = Served.IntroducedOn.AddDays(day),
            StatedAt = Some.Moment.AddHours(hours.Item1),
            StudentsStatedAt = Some.Moment.AddHours(hours.Item2),
            State = UsState.Parse(state),
            City = city,
            Locale = locale == 0 ? null : Locale.FromCode(locale),
            Charter = facts.Item1,
            Students = facts.Item2,
            Organizations = [facts.Item3],
        };

    /// <summary>The same, as the figures of the network.</summary>
    public static ReachFigures Published() =>
        ServedFile.Read(Encoding.UTF8.GetBytes(PublishedCsv()), _ => null, Some.Today) is Result<(IReadOnlyList<ServedSchool> Schools, int Rows)>.Ok(var served)
            ? ReachFigures.Of(served.Schools, RequestCounts.None, Some.Moment)
            : throw new InvalidOperationException("The file of the published figures has a mistake.");

    /// <summary>What ARL published: 1,515 schools, 939,988 students, 38 states, 51 / 25 / 24, 11 organizations.</summary>
    public static string PublishedCsv()
    {
        var csv = new StringBuilder("school_id,students,introduced_on,organization,name,city,state,locale,charter\r\n");
        for (var i = 0; i < 1515; i++)
        {
            var students = 620 + (i < 688 ? 1 : 0); // 1,515 × 620 + 688
            var locale = i < 773 ? "urban" : i < 773 + 378 ? "rural" : "suburban"; // 51.02, 24.95 and 24.03 %
            csv.Append(CultureInfo.InvariantCulture, $"{350_000_000_000 + (i / 3 * 100_000L) + i:D12},{students},2020-{1 + (i % 12):D2}-15,Organization {i % 11},School {i},City {i / 38 % 20},{UsState.All[i % 38].Code},{locale},no\r\n");
        }
        return csv.ToString();
    }
}
