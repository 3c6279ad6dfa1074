using System.Diagnostics;
using System.Globalization;
using System.Net;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>What is heavy is loaded when it is needed and not before: a start is short (docs/performance.md).</summary>
public sealed class FirstPageTests
{
    /// <summary>The solver, the drawing and its fonts, the workbooks: their assemblies, and the native libraries below them.</summary>
    private static readonly string[] s_heavy = ["OrTools", "ortools", "SkiaSharp", "HarfBuzz", "ScottPlot", "MiniExcel", "MailKit"];

    [Fact]
    public async Task The_first_pages_load_neither_the_solver_nor_what_draws()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        var port = FreePorts.InARow(3);
        var data = Directory.CreateTempSubdirectory("arl-first-page-");
        using var process = Launch(port, data.FullName);
        try
        {
            using var site = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Text(port)}/") };
            await Answers(site, process, "api/needs", HttpStatusCode.OK);
            await Answers(site, process, "requests/ARL-0000-0000", HttpStatusCode.NotFound);

            var loaded = await File.ReadAllLinesAsync($"/proc/{Text(process.Id)}/maps", TestContext.Current.CancellationToken);

            Assert.Contains(loaded, line => line.EndsWith("/Arl.Pages.dll", StringComparison.Ordinal)); // Else nothing can be told from it.
            Assert.DoesNotContain(loaded, line => s_heavy.Any(heavy => Path.GetFileName(line).Contains(heavy, StringComparison.Ordinal)));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            data.Delete(recursive: true);
        }
    }

    /// <summary>Its storage is a port where nobody listens, and is waited for; pages are answered meanwhile.</summary>
    private static Process Launch(int port, string data) => Process.Start(new ProcessStartInfo("dotnet",
    [
        "exec", Path.Combine(AppContext.BaseDirectory, "Arl.Functions.dll"), $"--Local:HttpPort={Text(port)}", $"--Local:DataPath={data}", "--Mail:Provider=SendGrid", "--Mail:SendGrid:ApiKey=SG.none",
        $"--AzureWebJobsStorage=DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:{Text(port + 1)}/none;QueueEndpoint=http://127.0.0.1:{Text(port + 1)}/none;TableEndpoint=http://127.0.0.1:{Text(port + 1)}/none;",
    ])
    { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;

    private static async Task Answers(HttpClient site, Process process, string path, HttpStatusCode status) => await Eventually.True(async () =>
    {
        Assert.False(process.HasExited, "The host has stopped.");
        try
        {
            using var answer = await site.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.StatusCode == status;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }, TimeSpan.FromSeconds(60));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
