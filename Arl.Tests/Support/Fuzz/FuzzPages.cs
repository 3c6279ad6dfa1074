using System.Text.RegularExpressions;

namespace Arl.Tests.Support.Fuzz;

/// <summary>Every page and answer that is asked for by GET, with queries and parts of paths that are right, almost right and wrong.</summary>
internal static partial class FuzzPages
{
    private static readonly string[] s_names = ["q", "state", "limit", "lang", "asOf", "from", "to", "after", "trail", "sort", "us", "organization", "need", "person", "done", "did", "sent", "format", "year", "kind", "theme", "page", "id", "count", "as", "language", "part"];

    private static readonly string[] s_values =
    [
        "mesa", "cuba nm", "Mesa Verde Elementary", "new mexico", "10", "1000", "es", "en", "2026-11-01", "2026-11-24", "2026-11-24T15:00:00Z", "2025-07-01", "2000-01-01", "0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z", "NM", "Waiting", "Introduced", "oldest", "need", "waiting",
        "Learning Partners", "literacy", "1", "true", "html", "text", "csv", "json", "xlsx", "20261124150000000000000_ARL-7K3F-9QZ2", "done", "saved",
    ];

    public static FuzzRequest Draw(FuzzWorld world, FuzzChance chance)
    {
        var route = chance.Of(world.Pages);
        var path = route.StartsWith("{ignored", StringComparison.Ordinal) ? "" : Hole().Replace(route, hole => Part(hole.Groups["name"].Value, world, chance));
        var names = chance.OneIn(4) ? s_names : route.Contains("reach", StringComparison.Ordinal) || route.Contains("equity", StringComparison.Ordinal) || route.Contains("unmet", StringComparison.Ordinal) ? ["asOf", "from", "to"] : route.StartsWith("api/", StringComparison.Ordinal) ? ["q", "state", "limit"] : s_names;
        return new(chance.OneIn(30) ? chance.Of(["HEAD", "PUT", "OPTIONS", "TRACE", "PATCH", "DELETE", "get", "X"]) : "GET", "/" + path) { Query = FuzzFields.Query(names, s_values, chance) };
    }

    private static string Part(string name, FuzzWorld world, FuzzChance chance)
    {
        var reference = chance.Of(world.Samples.References).ToString();
        var right = name switch
        {
            "reference" => reference,
            "id" => chance.Of(["jo-reyes", "ed-park", "now-20261124150000", "weekly-2026-11-23", "2026-11-23"]),
            "format" => chance.Of(["csv", "xlsx", "json", "dictionary"]),
            "year" => chance.Of(["2026", "2025", "2025-2026", "0", "9999", "1"]),
            "kind" => chance.Of(["acknowledgement", "to-school", "reach", "confirm"]),
            "number" => chance.Of(["0", "1", "99"]),
            "match" => "1",
            "name" => chance.Of(["form.css", "site.css", "altcha.js", "x"]),
            _ => "AAAAAAAAAAAAAAAAAAAAAA",
        };
        return FuzzFields.Segment(chance.OneIn(2) ? right : FuzzText.Worse(right, chance));
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
