using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Arl.Functions.Hosting.Local;

/// <summary><c>dotnet run --project Arl.Functions -- {command} …</c></summary>
internal static class LocalCommands
{
    public static async Task<int> Run(string name, string[] args, CancellationToken cancel)
    {
        var commands = RunningProgram.AllOf<ILocalCommand>();
        if (commands.FirstOrDefault(known => known.Name == name) is not { } command)
            return Unknown(name, commands);
        var (settings, own) = Split(args);
        var local = LocalSettings.Read(settings);
        await using var storage = new CommandStorage(local);
        var context = new LocalCommandContext(storage.Configuration, AnsiConsole.Console, storage.Services, local.DataPath);
        var code = await command.Run(context, own, cancel);
        if (code == ILocalCommand.UsedWrongly)
            Console.Error.WriteLine($"Usage: dotnet run --project Arl.Functions -- {command.Name} {command.Usage}");
        return code;
    }

    /// <summary>Takes out what is configuration: <c>--Name:With:Colon=value</c> or <c>--Name:With:Colon value</c>; as in the environment, two underscores stand for a colon.</summary>
    internal static (string[] Settings, string[] Own) Split(string[] args)
    {
        List<string> settings = [], own = [];
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0].Replace("__", ":", StringComparison.Ordinal);
            var said = name + args[i][args[i].Split('=')[0].Length..];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !name.Contains(':', StringComparison.Ordinal))
                own.Add(args[i]);
            else if (args[i].Contains('=', StringComparison.Ordinal) || i + 1 == args.Length)
                settings.Add(said);
            else
                settings.AddRange([said, args[++i]]);
        }
        return ([.. settings], [.. own]);
    }

    private static int Unknown(string name, IEnumerable<ILocalCommand> commands)
    {
        Console.Error.WriteLine($"There is no command '{name}'. Without a command the local host starts. Commands (after: dotnet run --project Arl.Functions --):");
        foreach (var command in commands.OrderBy(known => known.Name, StringComparer.Ordinal))
            Console.Error.WriteLine($"    {command.Name} {command.Usage}");
        return ILocalCommand.UsedWrongly;
    }
}

/// <summary>The services of a command, on the storage of the host that runs on the configured ports, or else on one started for the duration.</summary>
internal sealed class CommandStorage(LocalSettings settings) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private DataFolder? _folder;
    private KeptChild? _child;
    private ServiceProvider? _services;

    public Microsoft.Extensions.Configuration.IConfiguration Configuration => settings.Given;

    public async Task<IServiceProvider> Services(CancellationToken cancel)
    {
        if (_services is not null)
            return _services;
        if (settings.OwnStorage && !await Answers(cancel))
            await Start(cancel);
        Directory.CreateDirectory(settings.DataPath);
        _services = new ServiceCollection().AddLogging(logging => ConsoleLines.Add(logging, new Dictionary<string, LogLevel> { ["default"] = LogLevel.Warning })).AddLocal(settings.Complete()).BuildServiceProvider();
        await _services.GetRequiredService<ArlStorage>().CreateMissing(cancel);
        return _services;
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        if (_child is not null)
            await _child.DisposeAsync();
        _folder?.Dispose();
    }

    private async Task<bool> Answers(CancellationToken cancel) =>
        (await Task.WhenAll(settings.StoragePorts.Select(port => LocalPorts.Answers(port.Port, cancel)))).All(answers => answers);

    private async Task Start(CancellationToken cancel)
    {
        _folder = await DataFolder.Take(settings, s_patience, cancel);
        await LocalPorts.UntilFree(settings.Ports.Where(port => port.Setting == "Local:StoragePort"), s_patience, cancel);
        NodeTools.EnsureInstalled(Console.WriteLine);
        _child = LocalChildren.Storage(settings, Console.WriteLine);
        await LocalPorts.UntilAnswering(settings.StoragePorts.Select(port => port.Port), cancel);
    }
}
