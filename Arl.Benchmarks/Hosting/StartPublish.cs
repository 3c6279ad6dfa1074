using System.Diagnostics;
using System.Runtime.InteropServices;
using Arl.Functions.Hosting.Local;

namespace Arl.Benchmarks.Hosting;

/// <summary>This program and an empty app, published for this machine in a folder of their own, from a copy of the sources: the repository's own obj folders stay as they are.</summary>
internal sealed class StartPublish : IDisposable
{
    private const string EmptyProject = """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
        </Project>
        """;

    private const string EmptyProgram = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => "Hello World!");
        app.Run();
        """;

    private readonly DirectoryInfo _folder;

    private StartPublish(DirectoryInfo folder) => _folder = folder;

    public string App => Path.Combine(_folder.FullName, "app", "Arl.Benchmarks");

    public string Empty => Path.Combine(_folder.FullName, "empty", "Empty");

    public static async Task<StartPublish> Make()
    {
        var made = new StartPublish(Directory.CreateTempSubdirectory("arl-start-"));
        await made.CopySources();
        await made.Publish(Path.Combine("sources", "Arl.Benchmarks", "Arl.Benchmarks.csproj"), "app");
        await StartedApp.WriteList(Path.Combine(made._folder.FullName, "app"));
        var empty = made._folder.CreateSubdirectory("empty-sources");
        await File.WriteAllTextAsync(Path.Combine(empty.FullName, "Empty.csproj"), EmptyProject);
        await File.WriteAllTextAsync(Path.Combine(empty.FullName, "Program.cs"), EmptyProgram);
        await made.Publish(Path.Combine("empty-sources", "Empty.csproj"), "empty");
        return made;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task CopySources()
    {
        foreach (var file in (await Output("git", NodeTools.Root, "ls-files", "--cached", "--others", "--exclude-standard")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => Path.GetFileName(file) != "packages.lock.json" && File.Exists(Path.Combine(NodeTools.Root, file))))
        {
            var to = Path.Combine(_folder.FullName, "sources", file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(NodeTools.Root, file), to);
        }
    }

    /// <summary>A lock file knows no runtime, so the copy goes without.</summary>
    private async Task Publish(string project, string to) => await Output(
        "dotnet", _folder.FullName, "publish", project, "-c", "Release", "-v", "q", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-o", to,
        "-p:PublishReadyToRun=true", "-p:RestorePackagesWithLockFile=false", "-p:RunAnalyzers=false");

    private static async Task<string> Output(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}");
    }
}
