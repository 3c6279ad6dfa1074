using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace Arl.Functions.Hosting.Local.Backups;

/// <summary>A row as a line of JSON, exactly: each column with the letter of its type, and what JSON's numbers cannot hold as text. The service's own columns (ETag, Timestamp) are left out: it makes them anew.</summary>
internal static class RowJson
{
    private const string Partition = "p";
    private const string Row = "r";

    /// <exception cref="InvalidDataException">A column of a type that the table service has not.</exception>
    public static void Write(Utf8JsonWriter json, TableEntity row)
    {
        json.WriteStartObject();
        json.WriteString(Partition, row.PartitionKey);
        json.WriteString(Row, row.RowKey);
        json.WriteStartObject("c");
        foreach (var (name, value) in row)
            if (value is not null && name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
                json.WriteString(name, Text(name, value));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static TableEntity Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var row = new TableEntity(json.RootElement.GetProperty(Partition).GetString(), json.RootElement.GetProperty(Row).GetString());
        foreach (var column in json.RootElement.GetProperty("c").EnumerateObject())
            row[column.Name] = Value(column.Name, column.Value.GetString()!);
        return row;
    }

    private static string Text(string name, object value) => value switch
    {
        string text => "s" + text,
        int number => "i" + number.ToString(CultureInfo.InvariantCulture),
        long number => "l" + number.ToString(CultureInfo.InvariantCulture),
        double number => "d" + number.ToString("R", CultureInfo.InvariantCulture),
        bool yes => yes ? "b1" : "b0",
        DateTimeOffset moment => "t" + moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        DateTime moment => "t" + moment.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        Guid id => "g" + id.ToString("N"),
        byte[] bytes => "x" + Convert.ToBase64String(bytes),
        BinaryData bytes => "x" + Convert.ToBase64String(bytes.ToArray()),
        _ => throw new InvalidDataException($"Column {name} is of the type {value.GetType().Name}, which no row can have."),
    };

    private static object Value(string name, string text) => (text[0], text[1..]) switch
    {
        ('s', var value) => value,
        ('i', var value) => int.Parse(value, CultureInfo.InvariantCulture),
        ('l', var value) => long.Parse(value, CultureInfo.InvariantCulture),
        ('d', var value) => double.Parse(value, CultureInfo.InvariantCulture),
        ('b', var value) => value == "1",
        ('t', var value) => DateTimeOffset.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        ('g', var value) => Guid.ParseExact(value, "N"),
        ('x', var value) => Convert.FromBase64String(value),
        var (type, _) => throw new InvalidDataException($"Column {name} is of the unknown type '{type}'."),
    };
}
