using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Arl.Benchmarks.Hosting;

/// <summary>
/// From the start of the process to its first answer, beside an empty ASP.NET Core app: both published the same way (ReadyToRun), started in turn, and asked until they answer.
/// The machine's load moves the time; so the processor time until that answer is taken too.
/// </summary>
internal static class StartBenchmark
{
    private const int Runs = 20;
    private const double Goal = 1.5;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <summary>Neither asks storage: a list as JSON, and a page (the one for an address that opens nothing, 404).</summary>
    private static readonly string[] s_answers = ["/api/needs", "/requests/ARL-0000-0000"];

    private sealed record Start(double Wall, double Processor);

    public static async Task Run(RatioTable table)
    {
        using var publish = await StartPublish.Make();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Load of the machine before: {Load()}"));
        var empty = new List<Start>();
        var ours = s_answers.ToDictionary(path => path, _ => new List<Start>(), StringComparer.Ordinal);
        for (var run = -1; run < Runs; run++) // The first of each warms the file cache and does not count.
        {
            Add(empty, run, await Once(publish.Empty, [], "/"));
            foreach (var path in s_answers)
                Add(ours[path], run, await Once(publish.App, ["start-app"], path));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Load of the machine after: {Load()}"));
        foreach (var path in s_answers)
            Tell(table, path, ours[path], empty);
    }

    private static void Add(List<Start> starts, int run, Start start)
    {
        if (run >= 0)
            starts.Add(start);
    }

    private static void Tell(RatioTable table, string path, List<Start> ours, List<Start> empty)
    {
        var (floor, floor95) = (At(empty, 0.5, start => start.Wall), At(empty, 0.95, start => start.Wall));
        table.Add($"start to first answer ({path}), median of {ours.Count}", At(ours, 0.5, start => start.Wall), "ms", Goal * floor, floor, "an empty ASP.NET Core app");
        table.Add("95th percentile", At(ours, 0.95, start => start.Wall), "ms", floor: floor95, floorIs: "the same");
        table.Add("processor time until then, median", At(ours, 0.5, start => start.Processor), "ms", floor: At(empty, 0.5, start => start.Processor), floorIs: "the same");
    }

    private static double At(List<Start> starts, double share, Func<Start, double> of) => starts.Select(of).Order().ElementAt((int)Math.Ceiling(share * starts.Count) - 1);

    private static string Load() => OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Trim() : "not known";

    private static async Task<Start> Once(string program, string[] arguments, string path)
    {
        var port = FreePort();
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetDirectoryName(program), RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" } })!;
        try
        {
            while (!await Answers(port, path))
            {
                if (process.HasExited || Stopwatch.GetElapsedTime(began) > s_limit)
                    throw new InvalidOperationException($"{program} does not answer {path}.");
                await Task.Delay(1);
            }
            var wall = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            process.Refresh();
            return new(wall, process.TotalProcessorTime.TotalMilliseconds);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>The answer's first bytes, over a connection of its own: nothing of a client's own start is counted.</summary>
    private static async Task<bool> Answers(int port, string path)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            var answer = new byte[12];
            return await socket.ReceiveAsync(answer) == answer.Length && Encoding.ASCII.GetString(answer) is "HTTP/1.1 200" or "HTTP/1.1 404" ? true : throw new InvalidOperationException($"{path} answers {Encoding.ASCII.GetString(answer)}.");
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
