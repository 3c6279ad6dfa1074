using System.Collections.Concurrent;
using System.Reflection;
using Azure;
using Azure.Data.Tables;

namespace Arl.Tests.Support;

/// <summary>Entities to stored values and back, as the SDK does it: nulls are not stored, a time comes back in UTC, a class is filled by its properties.</summary>
internal static class MemoryEntity
{
    private static readonly string[] s_system = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp), nameof(ITableEntity.ETag), "odata.etag"];
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = new();

    public static Dictionary<string, object> Values(ITableEntity entity)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in Properties(entity))
            if (value is not null && !s_system.Contains(name, StringComparer.Ordinal))
                values[name] = Stored(name, value);
        return values;
    }

    public static IEnumerable<string> Texts(ITableEntity entity) => Properties(entity).Select(property => property.Value).OfType<string>();

    /// <param name="columns">Null: all of them.</param>
    public static T Read<T>(MemoryRow row, IEnumerable<string>? columns) where T : class, ITableEntity
    {
        var chosen = columns?.ToHashSet(StringComparer.Ordinal);
        var values = row.Values.Where(value => chosen is null || chosen.Contains(value.Key));
        var entity = typeof(T) == typeof(TableEntity) ? (T)(ITableEntity)new TableEntity(values.ToDictionary(StringComparer.Ordinal)) : Fill<T>(values);
        entity.ETag = new ETag(row.ETag);
        if (chosen is null || chosen.Contains(nameof(ITableEntity.PartitionKey)))
            entity.PartitionKey = row.Partition;
        if (chosen is null || chosen.Contains(nameof(ITableEntity.RowKey)))
            entity.RowKey = row.Key;
        if (chosen is null || chosen.Contains(nameof(ITableEntity.Timestamp)))
            entity.Timestamp = row.Timestamp;
        return entity;
    }

    private static T Fill<T>(IEnumerable<KeyValuePair<string, object>> values)
    {
        var entity = Activator.CreateInstance<T>();
        var properties = PropertiesOf(typeof(T));
        foreach (var (name, value) in values)
            if (Array.Find(properties, property => property.Name == name) is { } property)
                property.SetValue(entity, property.PropertyType == typeof(DateTime) ? ((DateTimeOffset)value).UtcDateTime : value);
        return entity;
    }

    private static IEnumerable<KeyValuePair<string, object?>> Properties(ITableEntity entity) => entity is TableEntity loose
        ? loose.Select(one => KeyValuePair.Create(one.Key, (object?)one.Value))
        : PropertiesOf(entity.GetType()).Select(property => KeyValuePair.Create(property.Name, property.GetValue(entity)));

    private static PropertyInfo[] PropertiesOf(Type type) => s_properties.GetOrAdd(type, of =>
        [.. of.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property is { CanRead: true, CanWrite: true } && !s_system.Contains(property.Name, StringComparer.Ordinal))]);

    private static object Stored(string name, object value) => value switch
    {
        string or int or long or double or bool or Guid => value,
        DateTimeOffset time => time.ToUniversalTime(),
        DateTime time => new DateTimeOffset(time.ToUniversalTime()),
        byte[] bytes => bytes.ToArray(),
        BinaryData bytes => bytes.ToArray(),
        _ => throw new NotSupportedException($"The property {name} is of type {value.GetType().Name}, which a table does not hold."),
    };
}
