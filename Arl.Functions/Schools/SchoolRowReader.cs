using System.Globalization;
using Arl.Domain.Schools;

namespace Arl.Functions.Schools;

/// <summary>What one row of a school file is.</summary>
public abstract record SchoolRow
{
    private SchoolRow() { }

    public sealed record Open(School School) : SchoolRow;

    /// <summary>Rightly in the file, but no school for the directory: closed, inactive, not yet open, or in no state.</summary>
    public sealed record LeftOut : SchoolRow;

    public sealed record Malformed(string Reason) : SchoolRow;
}

/// <summary>Reads one row by its layout. What it holds is read strictly: a value that is neither known nor a mark of the unknown makes the row malformed.</summary>
internal sealed class SchoolRowReader(SchoolFileLayout layout, Func<int, string> field)
{
    public string Year => Text(layout.Year);

    public SchoolRow Read()
    {
        if (!NcesVocabulary.IsOperating(Text(layout.Status), Text(layout.StatusText)))
            return new SchoolRow.LeftOut();
        var wrong = new List<string>();
        var id = Id(wrong);
        var state = State(wrong);
        var school = new School
        {
            Id = id,
            Name = Required(layout.Name, "name", wrong),
            City = Required(layout.City, "city", wrong),
            State = state.GetValueOrDefault(),
            DistrictName = Required(layout.District, "district", wrong),
            Locale = NcesVocabulary.TryLocale(Text(layout.Locale), out var locale) ? locale : Wrong<Locale>(wrong, "locale", Text(layout.Locale)),
            Charter = Answer(layout.Charter, "charter", wrong),
            TitleI = Answer(layout.TitleI, "Title I", wrong),
            Level = NcesVocabulary.Level(Text(layout.Level)),
            Students = Count(layout.Students, "students", wrong),
            FreeOrReducedLunch = Count(layout.Lunch, "free or reduced-price lunch", wrong),
        };
        if (wrong.Count > 0)
            return new SchoolRow.Malformed(string.Join("; ", wrong));
        return state is null ? new SchoolRow.LeftOut() : new SchoolRow.Open(school);
    }

    private NcesSchoolId Id(List<string> wrong)
    {
        var (text, district) = (Text(layout.Id), Text(layout.DistrictId));
        if (!NcesSchoolId.TryParse(text, out var id) && !TryRestoreZero(text, district, out id))
            wrong.Add(text.Contains("E+", StringComparison.OrdinalIgnoreCase)
                ? $"the school id \"{Shown(text)}\" was turned into a number by a spreadsheet: keep the column as text"
                : $"the school id \"{Shown(text)}\" is not 12 digits");
        else if (!NcesVocabulary.IsUnknown(district) && !(LeaId.TryParse(district.PadLeft(7, '0'), out var lea) && lea == id.District))
            wrong.Add($"the district id \"{Shown(district)}\" is not the beginning of the school id {id}");
        return id;
    }

    /// <summary>
    /// A spreadsheet drops the leading zero of states 01–09 from both ids. It is put back only where the row's own district id, one digit short too, says the same.
    /// </summary>
    private static bool TryRestoreZero(string text, string district, out NcesSchoolId id)
    {
        id = default;
        return text.Length == 11 && district.Length == 6 && text.StartsWith(district, StringComparison.Ordinal) && NcesSchoolId.TryParse('0' + text, out id);
    }

    /// <summary>Null where the school lies in no state.</summary>
    private UsState? State(List<string> wrong)
    {
        var text = Text(layout.State);
        if (UsState.TryParse(text, out var state))
            return state;
        if (!NcesVocabulary.IsMilitaryAddress(text))
            wrong.Add(text.Length == 0 ? "no state" : $"\"{Shown(text)}\" is no state");
        return null;
    }

    private string Required(int[] columns, string what, List<string> wrong)
    {
        var text = Text(columns);
        if (text.Length is 0 or > 200)
            wrong.Add(text.Length == 0 ? $"no {what}" : $"the {what} is longer than 200 characters");
        return text;
    }

    private int? Count(int[] columns, string what, List<string> wrong) =>
        NcesVocabulary.TryCount(Text(columns), out var count) ? count : Wrong<int>(wrong, what, Text(columns));

    // In the plain layout N is "no", so it is not passed over as a mark of the unknown.
    private bool? Answer(int[] columns, string what, List<string> wrong)
    {
        var text = layout.IsPlain && columns is [var only, ..] ? Tidy(field(only)) : Text(columns);
        return NcesVocabulary.TryAnswer(text, layout.IsPlain, out var answer) ? answer : Wrong<bool>(wrong, what, text);
    }

    private static T? Wrong<T>(List<string> wrong, string what, string text) where T : struct
    {
        wrong.Add($"{what}: \"{Shown(text)}\" cannot be read");
        return null;
    }

    /// <summary>What the first of the columns says that knows something; empty where none does.</summary>
    private string Text(int[] columns)
    {
        foreach (var column in columns)
            if (Tidy(field(column)) is var text && !NcesVocabulary.IsUnknown(text))
                return text;
        return "";
    }

    /// <summary>Without spaces around it; line breaks and runs of spaces inside are one space.</summary>
    private static string Tidy(string text)
    {
        var trimmed = text.Trim();
        for (var i = 0; i < trimmed.Length; i++)
            if (char.IsControl(trimmed[i]) || (char.IsWhiteSpace(trimmed[i]) && (trimmed[i] != ' ' || trimmed[i - 1] == ' ')))
                return string.Join(' ', trimmed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return trimmed;
    }

    private static string Shown(string text) => text.Length <= 40 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 40)}…");
}
