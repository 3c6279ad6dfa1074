using Arl.Domain.Schools;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary>
/// The published national figures that the sample directory follows. Sources, all National Center for Education Statistics (NCES), public domain:
/// <list type="bullet">
/// <item>Locale, level, size and poverty: National Teacher and Principal Survey 2015–16, School Data File, table 1
/// (nces.ed.gov/surveys/ntps/tables/Table_1_042617_fl_school.asp): 90,400 public schools with 49,278,500 students.</item>
/// <item>Charter and Title I: Common Core of Data, school year 2020–21, summary table 3 (nces.ed.gov/ccd/tables/202021_summary_3.asp):
/// of 98,609 operating schools 7,644 charter, 58,974 Title I.</item>
/// <item>Schools without enrollment: Common Core of Data 2019–20, summary table 1 (nces.ed.gov/ccd/tables/201920_summary_1.asp): 1,403 + 1,720 of 98,507.</item>
/// <item>Schools by state and schools per district: NCES 2013-441, table 2 (nces.ed.gov/pubs2013/2013441/tables/table_02.asp), 2011–12:
/// 98,328 schools in 17,992 districts; the nine states from Tennessee on are rounded to tens within the table's total.</item>
/// <item>Rural subtypes: NCES 2007-040, table 1.1 (2003–04). The subtypes of city, suburb and town are our own round shares.</item>
/// </list>
/// </summary>
internal static class SampleFigures
{
    public const double CharterShare = 7_644.0 / 98_609;
    public const double TitleIShare = 58_974.0 / 98_609;
    public const double WithoutEnrollmentShare = (1_403 + 1_720) / 98_507.0;
    public const double SchoolsPerDistrict = 98_328.0 / 17_992;
    public const double AverageSize = 49_278_500.0 / 90_400;

    /// <summary>Schools and students by locale type.</summary>
    public static readonly (LocaleType Type, int Schools, int Students, (int Code, int Weight)[] Subtypes)[] Locales =
    [
        (LocaleType.City, 24_800, 14_938_100, [(11, 55), (12, 20), (13, 25)]),
        (LocaleType.Suburb, 29_100, 19_400_300, [(21, 85), (22, 9), (23, 6)]),
        (LocaleType.Town, 12_200, 5_701_800, [(31, 25), (32, 43), (33, 32)]),
        (LocaleType.Rural, 24_400, 9_238_300, [(41, 10_176), (42, 11_036), (43, 8_765)]),
    ];

    /// <summary>Schools and students by level; NCES's "combined" is the directory's Other.</summary>
    public static readonly (SchoolLevel Level, int Schools, int Students)[] Levels =
    [
        (SchoolLevel.Elementary, 50_400, 23_459_800),
        (SchoolLevel.Middle, 13_900, 8_554_500),
        (SchoolLevel.High, 17_900, 14_345_400),
        (SchoolLevel.Other, 8_200, 2_918_800),
    ];

    /// <summary>
    /// Schools by the share of students approved for free or reduced-price lunch, and the chance that such a school is Title I. The chances are ours, rising with poverty as the
    /// programme does, set so that all schools together meet <see cref="TitleIShare"/>. From and To are equal for schools that do not take part: their share is unknown.
    /// </summary>
    public static readonly (double From, double To, int Schools, double TitleI)[] Poverty =
    [
        (0, 0.35, 24_500, 0.22),
        (0.35, 0.50, 12_000, 0.60),
        (0.50, 0.75, 18_800, 0.75),
        (0.75, 1, 30_100, 0.85),
        (0, 0, 5_000, 0.40),
    ];

    /// <summary>State, FIPS code, schools.</summary>
    public static readonly (string State, int Fips, int Schools)[] States =
    [
        ("AL", 1, 1_618), ("AK", 2, 511), ("AZ", 4, 2_252), ("AR", 5, 1_108), ("CA", 6, 10_170), ("CO", 8, 1_813), ("CT", 9, 1_150), ("DE", 10, 221), ("DC", 11, 228),
        ("FL", 12, 4_212), ("GA", 13, 2_388), ("HI", 15, 287), ("ID", 16, 762), ("IL", 17, 4_336), ("IN", 18, 1_933), ("IA", 19, 1_411), ("KS", 20, 1_359), ("KY", 21, 1_565),
        ("LA", 22, 1_437), ("ME", 23, 621), ("MD", 24, 1_451), ("MA", 25, 1_835), ("MI", 26, 3_550), ("MN", 27, 2_392), ("MS", 28, 1_069), ("MO", 29, 2_408), ("MT", 30, 826),
        ("NE", 31, 1_090), ("NV", 32, 649), ("NH", 33, 477), ("NJ", 34, 2_596), ("NM", 35, 866), ("NY", 36, 4_752), ("NC", 37, 2_577), ("ND", 38, 513), ("OH", 39, 3_714),
        ("OK", 40, 1_774), ("OR", 41, 1_261), ("PA", 42, 3_181), ("RI", 44, 308), ("SC", 45, 1_223), ("SD", 46, 704), ("TN", 47, 1_800), ("TX", 48, 8_700), ("UT", 49, 1_020),
        ("VT", 50, 320), ("VA", 51, 2_170), ("WA", 53, 2_370), ("WV", 54, 760), ("WI", 55, 2_230), ("WY", 56, 360),
    ];

    /// <summary>States without a charter school in that school year.</summary>
    public static readonly HashSet<string> WithoutCharters = ["KY", "MT", "ND", "NE", "SD", "VT", "WV"];
}
