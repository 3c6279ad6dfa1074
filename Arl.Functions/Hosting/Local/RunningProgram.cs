using System.Diagnostics;
using System.Reflection;
using Arl.Functions.Hosting.Local.Samples;
using Arl.Functions.Hosting.Local.Traces;
using Arl.Functions.Staff;
using Arl.Functions.Staff.SignIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace Arl.Functions.Hosting.Local;

/// <summary>The whole of it: the data path, storage and mailbox as children, and the functions.</summary>
internal static class RunningProgram
{
    private static readonly TimeSpan s_untilFree = TimeSpan.FromSeconds(3);

    /// <summary>Runs until told to stop; then running work finishes, then the children go.</summary>
    public static async Task<int> Run(LocalSettings settings, CancellationToken stop)
    {
        using var folder = await DataFolder.Take(settings, s_untilFree, stop);
        await LocalPorts.UntilFree(settings.Ports, s_untilFree, stop);
        NodeTools.EnsureInstalled(Say);
        LocalHost? running = null;
        await using var storage = settings.OwnStorage ? LocalChildren.Storage(settings, Say, () => running?.StorageIsNew()) : null;
        await using var mailbox = settings.OwnMailbox ? LocalChildren.Mailbox(settings, Say) : null;
        await using var host = await LocalHost.Start(Options(settings), stop);
        running = host;
        AddressTable.Print(settings);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Say("Stopping: running work may finish first …");
        await host.Stop();
        return 0;
    }

    /// <summary>One of each, made by its constructor without parameters.</summary>
    public static IReadOnlyList<T> AllOf<T>() =>
        [.. Assembly.GetExecutingAssembly().GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(T))).Select(type => (T)Activator.CreateInstance(type)!)];

    public static IServiceCollection AddLocal(this IServiceCollection services, IConfiguration configuration)
    {
        if (!StaffOptions.IsSet(configuration))
            services.AddSingleton<IStaffSignIn, LoopbackDeveloper>();
        return services.AddSingleton(configuration).AddArl(configuration);
    }

    private static IServiceCollection AddTraces(IServiceCollection services, LocalSettings settings) =>
        TraceFile.IsWanted(settings.Given) ? services.AddSingleton<BaseExporter<Activity>>(new TraceFile(settings.DataPath)) : services;

    private static LocalHostOptions Options(LocalSettings settings)
    {
        var configuration = settings.Complete();
        return new()
        {
            Types = Assembly.GetExecutingAssembly().GetExportedTypes(), // All functions are public; to look at every type would load what those that draw are made of.
            Configuration = configuration,
            Services = services => AddTraces(services, settings).AddLocal(configuration),
            HttpPort = settings.HttpPort,
            Seeds = [new SampleDirectorySeed(), new SampleNetworkSeed(), new SampleLibrarySeed()],
            Say = Say,
            StorageAnswers = cancel => settings.OwnStorage ? LocalPorts.UntilAnswering(settings.StoragePorts.Select(port => port.Port), cancel) : Task.CompletedTask,
            AllAnswer = cancel => LocalPorts.UntilAnswering(settings.Ports.Select(port => port.Port), cancel),
        };
    }

    private static void Say(string line) => Console.WriteLine(line);
}
