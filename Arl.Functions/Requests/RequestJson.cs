using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Requests;

namespace Arl.Functions.Requests;

/// <summary>What a body says as far as it can be read, and what cannot.</summary>
/// <param name="Form">Null where the whole body is unreadable.</param>
internal sealed record RequestReading(RequestForm? Form, IReadOnlyList<Problem> Problems)
{
    /// <summary>All that is wrong: what could not be read, and of the rest what <paramref name="check"/> found.</summary>
    public IEnumerable<Problem> With(IEnumerable<Problem> check) => Problems.Concat(check.Where(problem => !Problems.Any(unread => IsPartOf(problem.Field, unread.Field))));

    private static bool IsPartOf(string field, string whole) => field == whole || field.StartsWith(whole + ".", StringComparison.Ordinal) || (whole == "school" && field == "schoolId");
}

/// <summary>Reads the body of <c>POST /api/requests</c>. A value of the wrong JSON type is a problem of its field, not of the whole body.</summary>
internal sealed class RequestJson
{
    private readonly List<Problem> _problems = [];

    public static RequestReading Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new RequestJson().Form(json.RootElement)
                : new RequestReading(null, [new("body", "The body must be one JSON object.")]);
        }
        catch (JsonException wrong)
        {
            return new RequestReading(null, [new("body", $"The body is not valid JSON (line {wrong.LineNumber + 1}, position {wrong.BytePositionInLine + 1}).")]);
        }
        catch (InvalidOperationException)
        {
            return new RequestReading(null, [new("body", "The body holds half a character (an unpaired surrogate). Send it as valid Unicode.")]);
        }
    }

    private RequestReading Form(JsonElement root)
    {
        var school = Object(root, "school", "");
        var contact = Object(root, "contact", "");
        var form = new RequestForm
        {
            SchoolId = Text(root, "schoolId", ""),
            DistrictId = Text(root, "districtId", ""),
            SchoolIds = Texts(root, "schoolIds"),
            School = school is { } typed
                ? new(Text(typed, "name", "school."), Text(typed, "city", "school."), Text(typed, "state", "school."),
                    Scalar(typed, "students", "school."), Scalar(typed, "locale", "school."), Scalar(typed, "charter", "school."))
                : null,
            ContactName = contact is { } c ? Text(c, "name", "contact.") : null,
            ContactRole = contact is { } r ? Text(r, "role", "contact.") : null,
            ContactEmail = contact is { } e ? Text(e, "email", "contact.") : null,
            ContactPhone = contact is { } p ? Text(p, "phone", "contact.") : null,
            ContactLanguage = contact is { } l ? Text(l, "language", "contact.") : null,
            Needs = Texts(root, "needs"),
            Goals = Text(root, "goals", ""),
            Languages = Texts(root, "languages"),
            StartBy = Text(root, "startBy", ""),
            Consent = Flag(root, "consent"),
        };
        return new(form, _problems);
    }

    private JsonElement? Object(JsonElement parent, string name, string prefix) => Get(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } found => found,
        _ => Wrong<JsonElement?>(prefix + name, "This must be a JSON object."),
    };

    private string? Text(JsonElement parent, string name, string prefix) => Get(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } found => found.GetString(),
        _ => Wrong<string>(prefix + name, "This must be text (a JSON string)."),
    };

    /// <summary>Text, a number or yes/no, as people write them.</summary>
    private string? Scalar(JsonElement parent, string name, string prefix) => Get(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } found => found.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } found => found.GetRawText(),
        _ => Wrong<string>(prefix + name, "This must be a plain value."),
    };

    private List<string> Texts(JsonElement parent, string name)
    {
        var found = Get(parent, name);
        if (found is null)
            return [];
        if (found is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. list.EnumerateArray().Select(item => item.GetString()!)];
        return Wrong<List<string>>(name, "This must be a list of texts (a JSON array of strings).") ?? [];
    }

    private bool Flag(JsonElement parent, string name) => Get(parent, name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => Wrong<bool>(name, "This must be true or false."),
    };

    private static JsonElement? Get(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var found) && found.ValueKind is not JsonValueKind.Null ? found : null;

    private T? Wrong<T>(string field, string message)
    {
        _problems.Add(new(field, message));
        return default;
    }
}
