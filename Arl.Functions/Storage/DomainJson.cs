using System.Text.Json;
using System.Text.Json.Serialization;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Functions.Storage;

/// <summary>How domain values are written in a row's JSON: identifiers as their text, enums by name, unknown left out.</summary>
public static class DomainJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter(),
            new AsText<EmailAddress>(address => address.Value, EmailAddress.Parse),
            new AsText<Reference>(reference => reference.ToString(), Reference.Parse),
            new AsText<NcesSchoolId>(id => id.ToString(), NcesSchoolId.Parse),
            new AsText<LeaId>(id => id.ToString(), LeaId.Parse),
            new AsText<UsState>(state => state.Code, UsState.Parse),
            new AsText<Language>(language => language.Tag, Language.Parse),
            new AsCode(),
            new AsSet<string>(),
            new AsSet<UsState>(),
            new AsSet<SchoolLevel>(),
            new AsSet<Language>(),
            new AsSet<LocaleType>(),
        },
    };

    private sealed class AsText<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => read(reader.GetString() ?? throw new JsonException($"A {typeof(T).Name} is missing."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }

    private sealed class AsCode : JsonConverter<Locale>
    {
        public override Locale Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Locale.FromCode(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, Locale value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Code);
    }

    /// <summary>System.Text.Json writes read-only sets but cannot make one.</summary>
    private sealed class AsSet<T> : JsonConverter<IReadOnlySet<T>>
    {
        public override IReadOnlySet<T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<HashSet<T>>(ref reader, options) ?? throw new JsonException("A set is missing.");

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
