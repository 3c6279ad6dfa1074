using System.Text;
using Arl.Domain.Schools;
using Arl.Functions.Hosting.Local;
using CsCheck;

namespace Arl.Tests.Schools;

/// <summary>Schools to test with.</summary>
internal static class SomeSchools
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static readonly DirectoryOrigin Origin = new("some-schools.csv", "2020-2021", IsSample: false, Noon);

    public static readonly School One = new()
    {
        Id = NcesSchoolId.Parse("010000500870"),
        Name = "Albertville Middle School",
        City = "Albertville",
        State = UsState.Parse("AL"),
        DistrictName = "Albertville City",
        Locale = Locale.FromCode(32),
        Charter = false,
        TitleI = true,
        Level = SchoolLevel.Middle,
        Students = 908,
        FreeOrReducedLunch = 332,
    };

    /// <summary>The made-up file that ships with the tests: the layout and oddities of the NCES file.</summary>
    public static string MadeUpFile => Path.Combine(NodeTools.Root, "Arl.Tests", "Schools", "school-characteristics-made-up.csv");

    public static School Named(string name, int? students = 100, string id = "010000600001", string city = "Boaz", string state = "AL", string district = "Boaz City") =>
        One with { Id = NcesSchoolId.Parse(id), Name = name, City = city, State = UsState.Parse(state), DistrictName = district, Students = students };

    public static SchoolDirectory Directory(params IEnumerable<School> schools) => SchoolDirectory.Build(schools, Origin);

    /// <summary>A file in the plain layout; the columns named here, whatever their order.</summary>
    public static MemoryStream PlainFile(params IEnumerable<string> rows) => new(Encoding.UTF8.GetBytes(
        string.Join('\n', ["school_id,name,city,state,district,locale,charter,title_i,level,students,free_or_reduced_lunch", .. rows])));

    private static readonly Gen<string> Word = Gen.OneOf("Lincoln", "lincoln", "Lin", "Peña", "Pena", "O'Brien", "St.", "Mary's", "School", "High", "101", "0", "9", "K-8", "Łódź", "École", "A", "&", "\"The\"", "日本", "01");

    public static readonly Gen<string> Text = Word.Array[0, 4].Select(words => string.Join(' ', words));

    private static readonly Gen<School> School =
        from district in Gen.Int[0, 4]
        from number in Gen.Int[0, 30]
        from name in Text
        from city in Text
        from state in Gen.OneOf("AL", "NY", "DC")
        from students in Gen.Int[-1, 3]
        from lunch in Gen.Int[-1, 3]
        from locale in Gen.OneOf(0, 11, 20, 32, 43)
        from answers in Gen.Int[0, 8]
        from level in Gen.Int[-1, 7]
        select new School
        {
            Id = NcesSchoolId.FromNumber((district * 100_000_000_000) + (district * 100_000) + number),
            Name = name,
            City = city,
            State = UsState.Parse(state),
            DistrictName = "District " + district,
            Students = students < 0 ? null : students,
            FreeOrReducedLunch = lunch < 0 ? null : lunch,
            Locale = locale == 0 ? null : Locale.FromCode(locale),
            Charter = (answers % 3) switch { 0 => null, 1 => false, _ => true },
            TitleI = (answers / 3) switch { 0 => null, 1 => false, _ => true },
            Level = level < 0 ? null : (SchoolLevel)level,
        };

    /// <summary>Up to 120 schools of five districts, no id twice.</summary>
    public static readonly Gen<School[]> Some = School.Array[0, 120].Select(schools => schools.DistinctBy(s => s.Id).ToArray());
}
