using Arl.Tests.Support;

namespace Arl.Tests.Storage;

/// <summary>The whole path under one fault, and what the ledger says once all has settled.</summary>
internal sealed record FaultRun(FaultWorld.Fault Fault, IReadOnlyList<string> Problems, IReadOnlyList<StorageCall> Calls, int Mails, int Deaths, int SentAgain, bool HasStruck)
{
    private const int MostTries = 3;
    private static readonly Dictionary<string, int> s_noCapacityChanged = [];

    /// <summary><c>ARL_FAULTS=all</c>: every fault, and not those alone whose turn it is.</summary>
    public static bool EveryFault { get; } = Environment.GetEnvironmentVariable("ARL_FAULTS") == "all";

    /// <param name="from">The step to begin with; what came before went well.</param>
    /// <param name="onlyUntilStruck">Goes no further than the step that the fault struck: where each call takes time.</param>
    public static Task<FaultRun> Of(FaultWorld world, FaultWorld.Fault fault, int from = 0, bool onlyUntilStruck = false) =>
        Of(world, fault, [.. FaultSteps.All.Skip(from)], _ => Task.FromResult<IReadOnlyList<string>>([]), onlyUntilStruck);

    /// <summary>The world before each step of the path, and what is called and sent in it and until all has settled.</summary>
    public static async Task<IReadOnlyList<(FaultWorld Before, int Step, IReadOnlyList<StorageCall> Calls, int Mails)>> Steps()
    {
        var before = FaultWorld.InMemory(new());
        var steps = new List<(FaultWorld, int, IReadOnlyList<StorageCall>, int)>();
        foreach (var (index, step) in FaultSteps.All.Index())
        {
            var world = before.Copy(new());
            await Do(world, step);
            await world.Settle();
            steps.Add((before, index, world.Plan.Calls, world.Mailer.Mails));
            before = world;
        }
        return steps;
    }

    /// <summary>Another path, and what its own ledger says of it beside that of all.</summary>
    public static async Task<FaultRun> Of(FaultWorld world, FaultWorld.Fault fault, IReadOnlyList<FaultStep> steps, Func<FaultWorld, Task<IReadOnlyList<string>>> wrong, bool onlyUntilStruck = false)
    {
        await using (world)
        {
            foreach (var step in steps)
            {
                await Do(world, step);
                await world.Settle();
                if (onlyUntilStruck && world.Plan.HasStruck)
                    break;
            }
            var problems = await Ledger.Problems(world.Raw, new(world.Accepted, world.Mails.Mails, s_noCapacityChanged));
            return new(fault, [.. problems, .. await wrong(world)], world.Plan.Calls, world.Mailer.Mails, world.Deaths, world.Mails.Mails.Count(mail => mail.Again), world.Plan.HasStruck);
        }
    }

    /// <summary>Somebody does it, again where they got no answer and would try again.</summary>
    private static async Task Do(FaultWorld world, FaultStep step)
    {
        for (var tries = 1; tries <= (step.Again ? MostTries : 1); tries++)
        {
            try
            {
                if (await world.Alive(() => step.Do(world)))
                    return;
            }
            catch (Exception) when (tries < MostTries || !step.Again)
            {
                continue; // A page of ours that said so: nothing was promised.
            }
        }
    }
}
