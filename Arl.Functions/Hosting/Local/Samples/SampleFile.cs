using System.Globalization;
using Arl.Domain.Schools;
using CsvHelper;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary>Writes schools as a file that the importer reads: in the layout of the NCES EDGE file, with its oddities, or in the plain one.</summary>
internal static class SampleFile
{
    /// <summary>The columns of "Public School Characteristics 2020-21" in their order.</summary>
    private static readonly string[] NcesColumns =
    [
        "X", "Y", "OBJECTID", "NCESSCH", "SURVYEAR", "STABR", "LEAID", "ST_LEAID", "LEA_NAME", "SCH_NAME", "LSTREET1", "LSTREET2", "LCITY", "LSTATE", "LZIP", "LZIP4", "PHONE",
        "CHARTER_TEXT", "MAGNET_TEXT", "VIRTUAL", "GSLO", "GSHI", "SCHOOL_LEVEL", "TITLEI", "STITLEI", "STATUS", "SCHOOL_TYPE_TEXT", "SY_STATUS_TEXT", "ULOCALE", "NMCNTY", "TOTFRL",
        "FRELCH", "REDLCH", "PK", "KG", "G01", "G02", "G03", "G04", "G05", "G06", "G07", "G08", "G09", "G10", "G11", "G12", "G13", "UG", "AE", "TOTMENROL", "TOTFENROL", "TOTAL",
        "MEMBER", "FTE", "STUTERATIO", "AMALM", "AMALF", "AM", "ASALM", "ASALF", "AS", "BLALM", "BLALF", "BL", "HPALM", "HPALF", "HP", "HIALM", "HIALF", "HI", "TRALM", "TRALF",
        "TR", "WHALM", "WHALF", "WH", "LATCOD", "LONCOD",
    ];

    private static readonly string[] PlainColumns = ["school_id", "name", "city", "state", "district", "locale", "charter", "title_i", "level", "students", "free_or_reduced_lunch"];

    public static void Write(Stream file, IEnumerable<School> schools, bool nces)
    {
        var columns = nces ? NcesColumns : PlainColumns;
        using var csv = CsvWriter.Create(file, CsvWriterOptions.Default, leaveOpen: true);
        Row(csv, columns, column => column);
        var number = 0;
        foreach (var school in schools)
        {
            number++;
            Row(csv, columns, column => nces ? Nces(school, column, number) : Plain(school, column));
        }
        csv.Flush();
    }

    private static void Row(CsvWriter csv, string[] columns, Func<string, string> value)
    {
        foreach (var column in columns)
            csv.WriteField(value(column));
        csv.EndRecord();
    }

    private static string Plain(School school, string column) => column switch
    {
        "school_id" => school.Id.ToString(),
        "name" => school.Name,
        "city" => school.City,
        "state" => school.State.Code,
        "district" => school.DistrictName,
        "locale" => school.Locale is { } locale ? Number(locale.Code) : "",
        "charter" => Word(school.Charter),
        "title_i" => Word(school.TitleI),
        "level" => school.Level?.ToString() ?? "",
        "students" => Number(school.Students),
        _ => Number(school.FreeOrReducedLunch),
    };

    private static string Nces(School school, string column, int number) => column switch
    {
        "OBJECTID" => Number(number),
        "NCESSCH" => school.Id.ToString(),
        "SURVYEAR" => "Sample",
        "STABR" or "LSTATE" => school.State.Code,
        "LEAID" => school.District.ToString(),
        "LEA_NAME" => school.DistrictName,
        "SCH_NAME" => school.Name,
        "LCITY" => school.City,
        "LZIP4" => "    ",
        "CHARTER_TEXT" => school.Charter switch { true => "Yes", false => "No", null => "Not applicable" },
        "VIRTUAL" => "Not Virtual",
        "GSLO" or "GSHI" => "M ",
        "SCHOOL_LEVEL" => school.Level?.ToString() ?? "Not Reported",
        "TITLEI" => school.TitleI switch { true => "1-Yes", false => "2-No", null => "M" },
        "STITLEI" => school.TitleI == true ? "1-Yes" : "N",
        "STATUS" => "1",
        "SCHOOL_TYPE_TEXT" => "Regular school",
        "SY_STATUS_TEXT" => "Currently operational ",
        "ULOCALE" => school.Locale is { } locale ? $"{Number(locale.Code)}-{locale.Name}" : "",
        "TOTFRL" => Number(school.FreeOrReducedLunch),
        "TOTAL" or "MEMBER" => Number(school.Students),
        "STUTERATIO" => "-1",
        _ => "",
    };

    private static string Word(bool? answer) => answer switch { true => "yes", false => "no", null => "" };

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
