using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;

namespace Arl.Functions.Hosting.Local.Traces;

/// <summary>Keeps every finished span in <c>traces.jsonl</c> of the data path, where the command <c>trace</c> reads them: the setting <c>Local:KeepTraces</c>. When it is full it begins anew, and the one before is kept.</summary>
internal sealed class TraceFile(string folder) : BaseExporter<Activity>
{
    private const long MostBytes = 20_000_000;
    private readonly Lock _one = new();
    private readonly string _file = Path.Combine(folder, "traces.jsonl");
    private readonly string _before = Path.Combine(folder, "traces-before.jsonl");

    public static bool IsWanted(IConfiguration configuration) => configuration.GetValue("Local:KeepTraces", false);

    public override ExportResult Export(in Batch<Activity> batch)
    {
        var lines = new StringWriter();
        foreach (var span in batch)
            lines.WriteLine(JsonSerializer.Serialize(KeptSpan.Of(span)));
        lock (_one)
        {
            if (File.Exists(_file) && new FileInfo(_file).Length > MostBytes)
                File.Move(_file, _before, overwrite: true);
            File.AppendAllText(_file, lines.ToString());
        }
        return ExportResult.Success;
    }

    /// <summary>All that is kept; a line that a crash cut off is left out.</summary>
    public IReadOnlyList<KeptSpan> Read() => [.. new[] { _before, _file }.Where(File.Exists).SelectMany(File.ReadLines).Select(Parse).OfType<KeptSpan>()];

    private static KeptSpan? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<KeptSpan>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
