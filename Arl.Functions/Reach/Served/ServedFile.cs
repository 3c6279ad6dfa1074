using System.Globalization;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Imports;

namespace Arl.Functions.Reach.Served;

/// <summary>
/// Reads a file of schools served in the past: <c>school_id,students,introduced_on,organization</c> and optional <c>name,city,state,locale,charter,district_id,level,title_i,poverty_share</c>.
/// What a row states stands; what it leaves empty comes from the directory; a school that the directory lacks needs name, city and state.
/// A school may stand on several lines, one for each organization or introduction: the earliest counts. They may not state different facts of it.
/// </summary>
internal sealed class ServedFile(Func<NcesSchoolId, School?> find)
{
    /// <summary>Each school once, without the moment at which it was stated: that is the import's.</summary>
    public static Result<(IReadOnlyList<ServedSchool> Schools, int Rows)> Read(ReadOnlyMemory<byte> file, Func<NcesSchoolId, School?> find, DateOnly today)
    {
        var table = CsvTable.Read(file, ServedLine.Columns, tamed: true);
        var lines = table.Rows.Select(row => ServedLine.Read(row, today)).OfType<ServedLine>().ToList();
        var reader = new ServedFile(find);
        var schools = lines.GroupBy(line => line.Id).Select(same => reader.Served([.. same])).ToList();
        return table.Problems.Count > 0
            ? new Result<(IReadOnlyList<ServedSchool>, int)>.Invalid(table.Problems.All)
            : new Result<(IReadOnlyList<ServedSchool>, int)>.Ok(([.. schools.OfType<ServedSchool>()], table.Rows.Count));
    }

    /// <summary>Null where a line lacks what is needed; then a problem is noted.</summary>
    private ServedSchool? Served(IReadOnlyList<ServedLine> lines)
    {
        var id = lines[0].Id;
        var name = Stated(lines, "name", line => line.Name, text => text);
        var city = Stated(lines, "city", line => line.City, text => text);
        var state = Stated(lines, "state", line => line.State, value => value.ToString()!);
        var locale = Stated(lines, "locale", line => line.Locale, value => value.ToString()!);
        var charter = Stated(lines, "charter", line => line.Charter, value => ServedWords.YesOrNo(value)!);
        var district = Stated(lines, "district_id", line => line.District, value => value.ToString()!);
        var level = Stated(lines, "level", line => line.Level, value => InWords.Id(value!.Value));
        var titleI = Stated(lines, "title_i", line => line.TitleI, value => ServedWords.YesOrNo(value)!);
        var poverty = Stated(lines, "poverty_share", line => line.PovertyShare, value => string.Create(CultureInfo.InvariantCulture, $"{value}"));
        var students = Stated(lines, "students", line => line.Students, value => string.Create(CultureInfo.InvariantCulture, $"{value}"));
        var school = find(id);
        if (school is null)
            NeedPlace(lines[0], (name, city, state));
        if ((city ?? school?.City) is not { } inCity || (state ?? school?.State) is not { } inState || lines.Any(line => line.IntroducedOn is null || line.Organization is null))
            return null;

        var says = name is not null || city is not null || state is not null || locale is not null || charter is not null || district is not null
            || level is not null || titleI is not null || poverty is not null;
        return new()
        {
            Key = id.ToString(),
            Name = name ?? school?.Name,
            City = inCity,
            State = inState,
            District = district ?? id.District,
            Locale = locale ?? school?.Locale,
            Charter = charter ?? school?.Charter,
            Level = level ?? school?.Level,
            TitleI = titleI ?? school?.TitleI,
            PovertyShare = poverty ?? school?.PovertyShare,
            Source = says ? FactSource.Staff : FactSource.Directory,
            Students = students ?? school?.Students,
            StudentsSource = students is null ? FactSource.Directory : FactSource.Staff,
            StatedAt = default,
            StudentsStatedAt = default,
            IntroducedOn = lines.Min(line => line.IntroducedOn!.Value),
            Organizations = [.. lines.Select(line => line.Organization!)],
        };
    }

    private static void NeedPlace(ServedLine line, (string? Name, string? City, UsState? State) stated)
    {
        foreach (var (column, isStated) in new[] { ("name", stated.Name is not null), ("city", stated.City is not null), ("state", stated.State is not null) })
        {
            if (!isStated && line.Row[column].Length == 0)
                line.Row.Wrong(column, $"The school directory has no school {line.Id}: write its {column} here.");
        }
    }

    /// <summary>What the lines say of one fact; a later line that says something else is a problem there.</summary>
    private static T? Stated<T>(IReadOnlyList<ServedLine> lines, string column, Func<ServedLine, T?> fact, Func<T, string> text)
    {
        ServedLine? first = null;
        foreach (var line in lines)
        {
            if (fact(line) is not { } value)
                continue;
            first ??= line;
            if (!string.Equals(text(fact(first)!), text(value), StringComparison.OrdinalIgnoreCase))
                line.Row.Wrong(column, string.Create(CultureInfo.InvariantCulture, $"Line {first.Row.Line} says something else of the same school: {text(fact(first)!)}."));
        }
        return first is null ? default : fact(first);
    }
}
