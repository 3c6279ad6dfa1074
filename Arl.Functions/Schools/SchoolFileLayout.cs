namespace Arl.Functions.Schools;

/// <summary>
/// Where the facts stand in a file, found by its header: any order, any case. Known are the names of the NCES EDGE "Public School Characteristics" file, those that other years and
/// NCES's own CCD files use for the same fact, and the plain layout
/// <c>school_id,name,city,state,district,locale,charter,title_i,level,students,free_or_reduced_lunch</c>.
/// A fact with several columns is read from the first that knows it.
/// </summary>
public sealed class SchoolFileLayout
{
    private static readonly (string Fact, bool Required, string[] Names)[] Known =
    [
        (nameof(Id), true, ["NCESSCH", "SCHOOL_ID"]),
        (nameof(Name), true, ["SCH_NAME", "SCHNAM", "NAME", "SCHOOL_NAME"]),
        (nameof(City), true, ["LCITY", "CITY", "MCITY"]),
        (nameof(State), true, ["LSTATE", "STATE", "STABR", "ST"]),
        (nameof(District), true, ["LEA_NAME", "LEANM", "DISTRICT"]),
        (nameof(DistrictId), false, ["LEAID"]),
        (nameof(Locale), false, ["ULOCALE", "LOCALE", "ULOCAL"]),
        (nameof(Charter), false, ["CHARTER_TEXT", "CHARTER", "CHARTR"]),
        (nameof(TitleI), false, ["TITLEI", "TITLE_I", "TITLEI_STATUS_TEXT", "TITLEI_TEXT", "TITLEI_STATUS"]),
        (nameof(Level), false, ["SCHOOL_LEVEL", "LEVEL"]),
        (nameof(Status), false, ["SY_STATUS", "STATUS"]),
        (nameof(StatusText), false, ["SY_STATUS_TEXT", "STATUS_TEXT"]),
        (nameof(Students), false, ["MEMBER", "TOTAL", "STUDENTS"]),
        (nameof(Lunch), false, ["TOTFRL", "FREE_OR_REDUCED_LUNCH"]),
        (nameof(Year), false, ["SURVYEAR", "SCHOOL_YEAR", "SCHOOLYEAR"]),
    ];

    private readonly Dictionary<string, int[]> _columns;

    private SchoolFileLayout(Dictionary<string, int[]> columns, int width, bool isPlain)
    {
        _columns = columns;
        Width = width;
        IsPlain = isPlain;
    }

    /// <summary>Columns of the header, which every row must have.</summary>
    public int Width { get; }

    /// <summary>The plain layout, in which N is "no". In NCES's files it is "not applicable".</summary>
    public bool IsPlain { get; }

    public int[] Id => _columns[nameof(Id)];
    public int[] Name => _columns[nameof(Name)];
    public int[] City => _columns[nameof(City)];
    public int[] State => _columns[nameof(State)];
    public int[] District => _columns[nameof(District)];
    public int[] DistrictId => _columns[nameof(DistrictId)];
    public int[] Locale => _columns[nameof(Locale)];
    public int[] Charter => _columns[nameof(Charter)];
    public int[] TitleI => _columns[nameof(TitleI)];
    public int[] Level => _columns[nameof(Level)];
    public int[] Status => _columns[nameof(Status)];
    public int[] StatusText => _columns[nameof(StatusText)];
    public int[] Students => _columns[nameof(Students)];
    public int[] Lunch => _columns[nameof(Lunch)];
    public int[] Year => _columns[nameof(Year)];

    /// <param name="header">The first row.</param>
    /// <param name="missing">What a file cannot do without and this one lacks, in words.</param>
    public static SchoolFileLayout? Find(IReadOnlyList<string> header, out string missing)
    {
        var names = header.Select(name => name.Trim().ToUpperInvariant()).ToList();
        var columns = Known.ToDictionary(fact => fact.Fact, fact => fact.Names.Select(name => names.IndexOf(name)).Where(at => at >= 0).ToArray());
        missing = string.Join(", ", Known.Where(fact => fact.Required && columns[fact.Fact].Length == 0).Select(fact => string.Join(" or ", fact.Names)));
        return missing.Length > 0 ? null : new(columns, header.Count, names.Contains("SCHOOL_ID"));
    }
}
