using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace Arl.Functions.Hosting.Local;

/// <summary>A command of the local program: <c>dotnet run --project Arl.Functions -- {Name} …</c>. Found by reflection; it has a constructor without parameters.</summary>
public interface ILocalCommand
{
    /// <summary>The exit code of a command that was used wrongly.</summary>
    const int UsedWrongly = 2;

    /// <summary>As typed, e.g. <c>import-schools</c>.</summary>
    string Name { get; }

    /// <summary>The rest of the line and what it does, e.g. <c>FILE    loads the school directory from an NCES file</c>.</summary>
    string Usage { get; }

    /// <param name="args">What stands after the name; <c>--Setting value</c> pairs (names with a colon) are configuration and are taken out.</param>
    /// <returns>The exit code: 0 done, 1 failed (said why), <see cref="UsedWrongly"/> (then <see cref="Usage"/> is printed).</returns>
    Task<int> Run(LocalCommandContext context, string[] args, CancellationToken cancel);
}

/// <param name="configuration">As the host reads it.</param>
/// <param name="console">Where the command speaks: it may draw progress, and is plain where the output is redirected.</param>
/// <param name="services">Starts storage where no host runs, and builds the services, on first use.</param>
/// <param name="dataPath">Where the host keeps everything.</param>
public sealed class LocalCommandContext(IConfiguration configuration, IAnsiConsole console, Func<CancellationToken, Task<IServiceProvider>> services, string dataPath = "")
{
    public IConfiguration Configuration { get; } = configuration;

    public IAnsiConsole Console { get; } = console;

    public string DataPath { get; } = dataPath;

    /// <summary>A line past the console's wrapping: however long, it stays one, for whoever searches the output.</summary>
    public void Say(string line) => Console.Profile.Out.Writer.WriteLine(line);

    /// <summary>The command's last line, and its exit code.</summary>
    public int End(int code, string line)
    {
        Say(line);
        return code;
    }

    /// <summary>
    /// The services of the host (everything that AddArl registers), whose storage answers and has every table, queue and container: the storage of the host
    /// that runs on the configured ports, else one started for the duration of this command. A command that never asks starts none.
    /// </summary>
    /// <exception cref="LocalStartException">Storage could not be started; the message says why.</exception>
    public Task<IServiceProvider> Services(CancellationToken cancel) => services(cancel);
}

/// <summary>Why the local host or a command cannot start, in a sentence that says what to do. Printed without a stack.</summary>
public sealed class LocalStartException : Exception
{
    public LocalStartException() { }

    public LocalStartException(string message) : base(message) { }

    public LocalStartException(string message, Exception cause) : base(message, cause) { }
}
