using System.Text;
using System.Text.Json.Nodes;

namespace Arl.Tests.Support.Fuzz;

/// <summary>Forms, JSON and addresses made worse where their parts are known, which bytes alone seldom hit.</summary>
internal static class FuzzFields
{
    private static readonly string?[] s_types =
    [
        null, "", "application/json", "application/json; charset=utf-16", "application/json; charset=\"\"", "application/problem+json", "text/json", "text/csv", "text/csv; charset=iso-8859-1", "text/csv;header=present", "text/plain", "text/html", "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-7", "APPLICATION/X-WWW-FORM-URLENCODED", "application/x-www-form-urlencodedx", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"x\"", "multipart/mixed; boundary=x", "application/octet-stream", "*/*", ";", "a/b/c", "json", "application/",
    ];

    /// <summary>Mostly the one that is right.</summary>
    public static string? Type(string right, FuzzChance chance) => chance.OneIn(10) ? chance.OneIn(4) ? FuzzText.Header(FuzzText.Worse(right, chance)) : chance.Of(s_types) : right;

    public static byte[] Form(IEnumerable<(string Name, string Value)> right, FuzzChance chance)
    {
        var fields = right.ToList();
        for (var times = chance.Next(4); times > 0; times--)
            Once(fields, chance);
        var form = string.Join(chance.OneIn(30) ? ";" : "&", fields.Select(field => $"{FuzzText.Encoded(field.Name, chance)}={FuzzText.Encoded(field.Value, chance)}"));
        return chance.OneIn(8) ? FuzzBytes.Worse(Encoding.UTF8.GetBytes(form), chance) : Encoding.UTF8.GetBytes(form);
    }

    public static byte[] Json(JsonNode right, FuzzChance chance)
    {
        for (var times = chance.Next(4); times > 0; times--)
            Once(right, chance);
        var text = right.ToJsonString();
        text = chance.Next(12) switch
        {
            0 => "{\"contact\":1," + text[1..],
            1 => text[..^1] + ",\"schoolId\":\"359000100002\",\"consent\":false}",
            2 => text.Replace("\"Ana Lucero\"", chance.Of(["\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "1e999", "[[[[[[[[[[]]]]]]]]]]", "\"\\x\""]), StringComparison.Ordinal),
            3 => string.Concat(Enumerable.Repeat("{\"a\":", chance.Of([7, 8, 9, 64, 5_000]))) + text,
            _ => text,
        };
        return chance.OneIn(4) ? FuzzBytes.Worse(Encoding.UTF8.GetBytes(text), chance) : Encoding.UTF8.GetBytes(text);
    }

    /// <summary>One segment of a path as it comes out of the server: decoded, a slash in it apart, and never a NUL, which no server takes.</summary>
    public static string Segment(string text)
    {
        var segment = string.Concat(text.Where(one => one is not '\0')).Replace("/", "%2F", StringComparison.Ordinal);
        return segment is "" or "." or ".." ? "_" : segment;
    }

    public static string Query(IReadOnlyList<string> names, IReadOnlyList<string> values, FuzzChance chance)
    {
        if (chance.OneIn(12))
            return "?" + FuzzText.Ascii(FuzzText.Any(chance));
        var fields = Enumerable.Range(0, chance.Next(5)).Select(_ => $"{FuzzText.Encoded(chance.OneIn(20) ? FuzzText.Any(chance) : chance.Of(names), chance)}={FuzzText.Encoded(chance.OneIn(3) ? FuzzText.Worse(chance.Of(values), chance) : chance.OneIn(2) ? chance.Of(values) : FuzzText.Any(chance), chance)}");
        return string.Join('&', fields) is { Length: > 0 } query ? "?" + query[..Math.Min(query.Length, 8_000)] : "";
    }

    private static void Once(List<(string Name, string Value)> fields, FuzzChance chance)
    {
        if (fields.Count == 0)
            return;
        var at = chance.Next(fields.Count);
        var (name, value) = fields[at];
        switch (chance.Next(7))
        {
            case 0:
                fields.RemoveAt(at);
                break;
            case 1:
                fields.Add((name, FuzzText.Worse(value, chance)));
                break;
            case 2:
                fields[at] = (FuzzText.Worse(name, chance), value);
                break;
            case 3 when chance.OneIn(10):
                fields.AddRange(Enumerable.Repeat((name, value), chance.Of([100, 1_000, 2_000])));
                break;
            default:
                fields[at] = (name, FuzzText.Worse(value, chance));
                break;
        }
    }

    private static void Once(JsonNode node, FuzzChance chance)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } all:
                var name = all.ElementAt(chance.Next(all.Count)).Key;
                if (all[name] is { } inner and (JsonObject or JsonArray) && chance.OneIn(2))
                    Once(inner, chance);
                else if (chance.OneIn(6))
                    all.Remove(name);
                else
                    all[name] = Value(all[name], chance);
                break;
            case JsonArray list when chance.OneIn(4):
                for (var many = chance.Of([1, 2, 100, 3_000]); many > 0; many--)
                    list.Add((JsonNode?)chance.Of(["literacy", "", "es"]));
                break;
            case JsonArray list:
                list.Add(Value(null, chance));
                break;
        }
    }

    private static JsonNode? Value(JsonNode? before, FuzzChance chance) => chance.Next(9) switch
    {
        0 => null,
        1 => true,
        2 => chance.OneIn(2) ? long.MaxValue : -1,
        3 => new JsonArray(),
        4 => new JsonObject { ["x"] = new JsonArray(1, null, "y") },
        5 when before is not null => new JsonArray(before.DeepClone()),
        _ => FuzzText.Worse(before is JsonValue text ? text.ToString() : "", chance),
    };
}
