using System.Diagnostics;
using Arl.Functions.Hosting.Local;

namespace Arl.Tests.House;

/// <summary>The files of the repository, as the rules about it read them.</summary>
internal static class Repository
{
    private static readonly string[] s_made = ["bin", "obj", "node_modules", ".git", ".arl", "TestResults", ".vs", ".idea"];
    private static readonly string[] s_text = [".cs", ".razor", ".css", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".bicep", ".yaml", ".yml", ".txt", ".csv", ".js", ".cjs", ".sh", ""];

    public static string Root => NodeTools.Root;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Text(params string[] parts) => File.ReadAllText(PathOf(parts));

    /// <summary>Every text file that people wrote, as a path from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. In(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Code(string room) => Files.Where(file => file.StartsWith(room + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>The folders right below a room: its slices.</summary>
    public static IEnumerable<string> Folders(string room) => Files.Select(file => file.Split('/')).Where(parts => parts.Length > 2 && parts[0] == room).Select(parts => parts[1]).Distinct();

    public static async Task<(int ExitCode, string Output, string Errors)> Run(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, output, await errors);
    }

    private static IEnumerable<string> In(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => s_text.Contains(file.Extension)).Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Concat(folder.EnumerateDirectories().Where(inner => !s_made.Contains(inner.Name)).SelectMany(In));
}
