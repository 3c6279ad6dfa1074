using System.Diagnostics;
using System.Text.Json;
using Arl.Functions.Hosting.Local;
using Xunit;

namespace Arl.Tests.LearningCalls;

/// <summary>What Mozilla's ical.js makes of a calendar file.</summary>
internal sealed record ReadCalendar(string? Method, IReadOnlyList<string> Zones, IReadOnlyList<ReadOccurrence> Occurrences, IReadOnlyList<ReadEntry> Entries)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static async Task<ReadCalendar> Of(string file, int occurrences = 5) => Assert.Single(await All(file, occurrences));

    /// <param name="files">One behind the other.</param>
    public static async Task<IReadOnlyList<ReadCalendar>> All(string files, int occurrences)
    {
        NodeTools.EnsureInstalled(Console.WriteLine);
        var start = new ProcessStartInfo("node", [Path.Combine(NodeTools.Root, "Arl.Tests", "LearningCalls", "read-calendar.mjs"), $"{occurrences}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(files);
        node.StandardInput.Close();
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, $"ical.js does not read it: {await errors}\n{files}");
        return JsonSerializer.Deserialize<ReadCalendar[]>(said, s_json)!;
    }
}

/// <param name="Of">When it would be by the rhythm.</param>
internal sealed record ReadOccurrence(string Start, string End, string Of);

internal sealed record ReadPerson(string Value, string? Name, string? Rsvp);

internal sealed record ReadEntry(
    string Uid, int Sequence, string? Status, string Stamp, string Summary, string Description, string Location, string Start, string? RecurrenceId, IReadOnlyList<ReadPerson> Organizer, IReadOnlyList<ReadPerson> Attendees);
