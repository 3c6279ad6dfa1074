using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Arl.Functions.Storage;

/// <summary>Web JSON, the form of every queue message, which System.Text.Json's defaults of both hosts read.</summary>
public static class QueueJson
{
    public static readonly JsonSerializerOptions Options = Make(property => property.ShouldSerialize = (_, value) => value is not null);

    /// <summary>Equal messages are equal whoever owed them: their trace is left out.</summary>
    internal static readonly JsonSerializerOptions WithoutTrace = Make(property => property.ShouldSerialize = (_, _) => false);

    /// <summary>The message, with the trace of the span that is open now.</summary>
    internal static string Write<T>(T message)
    {
        if (message is not ITraced { Traceparent: null } || Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } traceparent })
            return JsonSerializer.Serialize(message, Options);
        var json = JsonSerializer.SerializeToNode(message, Options)!;
        json[nameof(ITraced.Traceparent)] = traceparent;
        return json.ToJsonString(Options);
    }

    /// <summary>Null where the text has none, or is no message of ours.</summary>
    internal static string? TraceparentIn(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) is JsonObject message && message[nameof(ITraced.Traceparent)] is JsonValue value && value.TryGetValue<string>(out var traceparent) ? traceparent : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Make(Action<JsonPropertyInfo> change) => new(JsonSerializerDefaults.General)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers =
            {
                type =>
                {
                    if (type.Type.IsAssignableTo(typeof(ITraced)) && type.Properties.FirstOrDefault(property => property.Name == nameof(ITraced.Traceparent)) is { } traceparent)
                        change(traceparent);
                },
            },
        },
    };
}
