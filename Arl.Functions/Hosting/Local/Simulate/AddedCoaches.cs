using System.Globalization;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <summary>
/// <c>--add-coach "organization=…;states=NM;capacity=4;count=2"</c>: coaches by the columns of staff's file, read by the same rules. Lists have <c>,</c> or <c>;</c> between them.
/// What is not said: all needs, states, levels and kinds of places, English, three places, and the time zone of the first state.
/// </summary>
internal static class AddedCoaches
{
    private const int MostAtOnce = 100;
    private static readonly string[] s_columns = [.. CoachFile.Columns.Select(column => column.Name)];
    private static readonly string[] s_lists = ["needs", "states", "levels", "languages", "locales"];

    /// <param name="ids">Ids in use; those of the added are put among them.</param>
    public static Result<IReadOnlyList<Coach>> Read(IEnumerable<string> texts, ISet<string> ids)
    {
        var (coaches, problems) = (new List<Coach>(), new List<Problem>());
        foreach (var text in texts)
        {
            var pairs = Pairs(text, problems);
            foreach (var row in problems.Count > 0 ? [] : Rows(pairs, ids, problems))
                Read(row, coaches, problems);
        }
        return problems.Count > 0 ? new Result<IReadOnlyList<Coach>>.Invalid([.. problems.Distinct()]) : new Result<IReadOnlyList<Coach>>.Ok(coaches);
    }

    /// <summary>A part without <c>=</c> goes on with the list before it.</summary>
    private static Dictionary<string, string> Pairs(string text, List<Problem> problems)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? last = null;
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 && last is not null && s_lists.Contains(last))
                pairs[last] += ";" + part;
            else if (at <= 0)
                problems.Add(new("--add-coach", $"“{part}” is no pair such as states=NM."));
            else if (s_columns.Append("count").FirstOrDefault(known => known.Equals(part[..at].Trim(), StringComparison.OrdinalIgnoreCase)) is not { } key)
                problems.Add(new("--add-coach", $"“{part[..at].Trim()}” is not known. The names are {InWords.List([.. s_columns, "count"])}."));
            else if (!pairs.TryAdd(last = key, s_lists.Contains(key) ? part[(at + 1)..].Trim().Replace(',', ';') : part[(at + 1)..].Trim()))
                problems.Add(new("--add-coach", $"“{key}” stands there twice."));
        }
        return pairs;
    }

    private static IEnumerable<Dictionary<string, string>> Rows(Dictionary<string, string> pairs, ISet<string> ids, List<Problem> problems)
    {
        if (Count(pairs) is not { } count)
        {
            problems.Add(new("--add-coach count", $"Write a whole number from 1 to {MostAtOnce}, digits only."));
            yield break;
        }
        for (var number = 1; number <= count; number++)
        {
            var id = pairs.TryGetValue("id", out var given) ? count == 1 ? given : $"{given}-{number}" : Free(ids);
            if (!ids.Add(id))
                problems.Add(new("--add-coach id", $"There is a coach “{id}” already."));
            yield return With(pairs, id);
        }
    }

    private static int? Count(Dictionary<string, string> pairs) =>
        !pairs.Remove("count", out var text) ? 1 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostAtOnce ? count : null;

    private static string Free(ISet<string> ids) => Enumerable.Range(1, int.MaxValue).Select(number => $"new-{number}").First(id => !ids.Contains(id));

    private static Dictionary<string, string> With(Dictionary<string, string> pairs, string id)
    {
        var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["name"] = "Added coach",
            ["email"] = $"{id}@added.example",
            ["organization"] = "Added",
            ["needs"] = "*",
            ["states"] = "*",
            ["levels"] = "*",
            ["languages"] = "en",
            ["locales"] = "*",
            ["capacity"] = "3",
            ["time_zone"] = UsState.TryParse(pairs.GetValueOrDefault("states", "*").Split(';')[0], out var state) ? TimeZones.Of(state).Id : "America/Chicago",
        };
        foreach (var (key, value) in pairs)
            row[key] = value;
        row["id"] = id;
        return row;
    }

    private static void Read(Dictionary<string, string> row, List<Coach> coaches, List<Problem> problems)
    {
        var file = string.Join(',', row.Keys) + "\n" + string.Join(',', row.Values.Select(value => '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\n";
        switch (CoachFile.Read(System.Text.Encoding.UTF8.GetBytes(file)))
        {
            case Result<IReadOnlyList<Coach>>.Ok(var read):
                coaches.AddRange(read);
                break;
            case Result<IReadOnlyList<Coach>>.Invalid(var wrong):
                problems.AddRange(wrong.Select(problem => problem with { Field = problem.Field.Replace("line 2,", "--add-coach", StringComparison.Ordinal) }));
                break;
        }
    }
}
