using System.Globalization;
using Arl.Domain.Schools;

namespace Arl.Functions.Schools;

/// <summary>
/// How NCES writes what it knows and what it does not. Sources: the CCD file documentation (−1 or M missing, −2 or N not applicable, −9 below NCES's data quality standards;
/// operational status 1 open, 2 closed, 3 new, 4 added, 5 changed agency, 6 inactive, 7 future, 8 reopened), the symbols of NCES's published tables (– † ‡), and the EDGE files themselves.
/// A reader answers false where the text is neither a value nor a mark of the unknown.
/// </summary>
internal static class NcesVocabulary
{
    private const int MostStudents = 1_000_000;

    public static bool IsUnknown(string text) => text.ToUpperInvariant() switch
    {
        "" or "M" or "N" or "–" or "—" or "-" or "--" or "†" or "‡" or "*" or "NA" or "N/A" or "NULL" or "MISSING" or "UNKNOWN"
            or "NOT APPLICABLE" or "NOT REPORTED" or "NOT AVAILABLE" or "NOT SPECIFIED" => true,
        _ => text[0] == '-' && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
    };

    public static bool TryCount(string text, out int? count)
    {
        count = null;
        if (IsUnknown(text))
            return true;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return false;
        count = number is >= 0 and <= MostStudents ? (int)number : null;
        return number < 0 || (count == number);
    }

    public static bool TryLocale(string text, out Locale? locale)
    {
        locale = !IsUnknown(text) && Locale.TryParse(text, out var parsed) ? parsed : null;
        return locale is not null || IsUnknown(text);
    }

    /// <summary>Yes or no, as <c>Yes</c>, <c>1-Yes</c> or <c>1</c>; for Title I also in its own words.</summary>
    public static bool TryAnswer(string text, bool isPlain, out bool? answer)
    {
        var word = text.ToUpperInvariant();
        answer = word switch
        {
            "YES" or "1-YES" or "1" or "Y" or "TRUE" => true,
            "NO" or "2-NO" or "2" or "FALSE" => false,
            "N" or "0" when isPlain => false,
            _ when word.StartsWith("TITLE I", StringComparison.Ordinal) || word.StartsWith("TGELGB", StringComparison.Ordinal) || word.StartsWith("SWELIG", StringComparison.Ordinal) => true,
            _ when word.StartsWith("NOT A TITLE I", StringComparison.Ordinal) || word == "NOTTITLE1ELIG" => false,
            _ => null,
        };
        return answer is not null || IsUnknown(text);
    }

    /// <summary>A level that is none of NCES's is some other level.</summary>
    public static SchoolLevel? Level(string text) => IsUnknown(text) ? null : text.ToUpperInvariant() switch
    {
        "PREKINDERGARTEN" => SchoolLevel.Prekindergarten,
        "ELEMENTARY" or "PRIMARY" or "1" => SchoolLevel.Elementary,
        "MIDDLE" or "2" => SchoolLevel.Middle,
        "SECONDARY" => SchoolLevel.Secondary,
        "HIGH" or "3" => SchoolLevel.High,
        "UNGRADED" => SchoolLevel.Ungraded,
        "ADULT EDUCATION" => SchoolLevel.AdultEducation,
        _ => SchoolLevel.Other,
    };

    /// <summary>Closed, inactive and future schools teach nobody. Where the code is unknown the words decide.</summary>
    public static bool IsOperating(string status, string words)
    {
        if (status.Length > 0 && status[0] is >= '1' and <= '8')
            return status[0] is not ('2' or '6' or '7');
        var said = words.ToUpperInvariant();
        string[] notNow = ["INACTIVE", "FUTURE", "TEMPORARILY CLOSED", "WILL BE OPERATIONAL", "SCHEDULED TO BE OPERATIONAL"];
        return !notNow.Any(word => said.Contains(word, StringComparison.Ordinal))
            && (said.Contains("REOPENED", StringComparison.Ordinal) || !said.Contains("CLOSED", StringComparison.Ordinal));
    }

    /// <summary>Addresses of the armed forces: schools that lie in no state.</summary>
    public static bool IsMilitaryAddress(string state) => state.ToUpperInvariant() is "AA" or "AE" or "AP";
}
