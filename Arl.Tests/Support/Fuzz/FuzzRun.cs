using System.Collections.Concurrent;
using System.Diagnostics;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Tests.Support.Fuzz;

/// <summary>What became of the cases of one kind.</summary>
internal sealed record FuzzCounts
{
    public long Cases { get; set; }

    /// <summary>Answers by their status's hundreds; of messages and readers 2 is taken and 4 turned away.</summary>
    public long[] Answers { get; } = new long[6];

    public TimeSpan Slowest { get; set; }

    /// <summary>All of them together.</summary>
    public TimeSpan Took { get; set; }

    public long ServerErrors { get; set; }

    public long Hangs { get; set; }

    public long HalfWrites { get; set; }

    /// <summary>Forged, and taken all the same.</summary>
    public long Believed { get; set; }

    /// <summary>How often something was changed rightly, and was looked over afterwards.</summary>
    public long Written { get; set; }
}

/// <param name="Findings">The first of each sort, with what to run to see it again.</param>
internal sealed record FuzzReport(int Seed, IReadOnlyDictionary<string, FuzzCounts> Kinds, IReadOnlyList<string> Findings);

/// <summary>Cases one after the other, several of them at once in worlds of their own.</summary>
internal sealed class FuzzRun(int seed, TimeSpan limit)
{
    private const int MostFindings = 40;
    private const int DrainOneIn = 50;

    /// <summary>What may be written for a case that is refused or only looked at: how often somebody tried, why a message failed, and what staff looked at.</summary>
    private static readonly string[] s_aside = [TableNames.RequestLimits, TableNames.QueueFailures, TableNames.StaffReads];
    private static readonly Dictionary<string, int> s_most = new() { ["jo-reyes"] = 100, ["ed-park"] = 100 }; // What staff take away frees nobody's place.
    private static readonly FuzzKind[] s_kinds = [.. FuzzKinds.All.SelectMany(kind => Enumerable.Repeat(kind, kind.Weight))];
    private readonly ConcurrentDictionary<string, string> _findings = new(StringComparer.Ordinal);

    public static FuzzKind KindOf(FuzzChance chance) => chance.Of(s_kinds);

    public async Task<FuzzReport> Go(long from, long cases, int lanes, Action<long>? progress = null)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(() => Lane(from + lane, from + cases, lanes, progress))));
        var kinds = FuzzKinds.All.ToDictionary(kind => kind.Name, kind => Sum(all.Select(lane => lane[kind.Name])), StringComparer.Ordinal);
        return new(seed, kinds, [.. _findings.Values.Order(StringComparer.Ordinal)]);
    }

    private async Task<IReadOnlyDictionary<string, FuzzCounts>> Lane(long from, long until, int step, Action<long>? progress)
    {
        var counts = FuzzKinds.All.ToDictionary(kind => kind.Name, _ => new FuzzCounts(), StringComparer.Ordinal);
        await using var world = await FuzzWorld.Start();
        for (var number = from; number < until; number += step)
        {
            var chance = new FuzzChance(seed, number);
            var kind = KindOf(chance);
            await One(world, number, kind, kind.Draw(world, chance), counts[kind.Name]);
            world.Restore();
            progress?.Invoke(number);
        }
        return counts;
    }

    private async Task One(FuzzWorld world, long number, FuzzKind kind, FuzzCase input, FuzzCounts counts)
    {
        var began = Stopwatch.GetTimestamp();
        var going = Status(world, input);
        if (!going.IsCompleted && await Task.WhenAny(going, Task.Delay(limit)) != going)
        {
            counts.Hangs++;
            Found("hang", number, kind, input, $"still at it after {limit}");
            throw new TimeoutException($"{kind.Name}, case {number} of seed {seed} does not end: {input}");
        }
        var status = await going;
        var took = Stopwatch.GetElapsedTime(began);
        counts.Cases++;
        counts.Answers[Math.Clamp(status / 100, 0, 5)]++;
        counts.Took += took;
        counts.Slowest = took > counts.Slowest ? took : counts.Slowest;
        counts.Hangs += took > limit ? 1 : 0;
        if (status >= 500)
        {
            counts.ServerErrors++;
            Found("500", number, kind, input, world.LastFault ?? "nothing was logged");
        }
        if (input is FuzzCase.Http { IsForged: true } && status < 400)
        {
            counts.Believed++;
            Found("believed", number, kind, input, $"answered {status}");
        }
        await LookOver(world, number, kind, input, status, counts);
    }

    /// <summary>Refused: nothing may be written. Taken: what is written must be whole.</summary>
    private async Task LookOver(FuzzWorld world, long number, FuzzKind kind, FuzzCase input, int status, FuzzCounts counts)
    {
        var written = world.Written(status >= 400 || input is FuzzCase.Http { Request.Method: "GET" } ? s_aside : []);
        if (written.Count == 0)
            return;
        var problems = status >= 400 ? [$"was refused ({status}) and wrote to {string.Join(", ", written)}"]
            : input is FuzzCase.Http { Request.Method: "GET" } ? [$"was only looked at and wrote to {string.Join(", ", written)}"]
            : await Unsound(world, written, drain: number % DrainOneIn == 0);
        counts.Written += problems.Count == 0 ? 1 : 0;
        counts.HalfWrites += problems.Count == 0 ? 0 : 1;
        foreach (var problem in problems)
            Found("half-write", number, kind, input, problem);
    }

    /// <summary>Every request has its whole history, and every place is held by one; drained, nothing that was owed fails.</summary>
    private static async Task<IReadOnlyList<string>> Unsound(FuzzWorld world, IReadOnlyList<string> written, bool drain)
    {
        try
        {
            var failed = drain ? await world.Drain() : [];
            if (!drain && !written.Contains(TableNames.Requests, StringComparer.Ordinal))
                return [];
            var rows = await Rows(world, drain ? [TableNames.Requests, TableNames.Coaches] : [TableNames.Requests]);
            return [.. failed, .. rows.Requests.SelectMany(request => LedgerOfRequest.Problems(request, rows)), .. drain ? LedgerOfPlaces.Problems(rows, new([], [], s_most)) : []];
        }
        catch (Exception unreadable)
        {
            return [$"what is stored cannot be read again: {unreadable}"];
        }
    }

    private static async Task<LedgerRows> Rows(FuzzWorld world, IReadOnlyList<string> tables)
    {
        var rows = new List<(string Table, TableEntity Row)>();
        foreach (var table in tables)
            await foreach (var row in world.Storage.Table(table).QueryAsync<TableEntity>())
                rows.Add((table, row));
        var requests = rows.Where(one => one.Row.RowKey.StartsWith("request_", StringComparison.Ordinal)).Select(one => RequestRow.Read(one.Row).Request);
        var coaches = rows.Where(one => one.Row.RowKey.StartsWith("coach_", StringComparison.Ordinal)).Select(one => Functions.Coaches.CoachRow.Read(one.Row, FuzzWorld.Now).Load);
        return new(rows.ToLookup(one => one.Table, one => one.Row, StringComparer.Ordinal), [.. requests], [.. coaches]);
    }

    private static async Task<int> Status(FuzzWorld world, FuzzCase input)
    {
        switch (input)
        {
            case FuzzCase.Http(var request, _):
                return (await world.Send(request)).Status;
            case FuzzCase.Message(var queue, var raw):
                return await world.Handle(queue, raw) ? 200 : 400;
            case FuzzCase.Reader reader:
                try
                {
                    return await reader.Read(world) ? 200 : 400;
                }
                catch (Exception fault)
                {
                    world.Note(fault);
                    return 500;
                }
            default:
                throw new InvalidOperationException("A case of an unknown kind.");
        }
    }

    private void Found(string what, long number, FuzzKind kind, FuzzCase input, string why)
    {
        var sort = $"{what}: {kind.Name}: {string.Join('\n', why.Split('\n').Take(what == "500" ? 2 : 1))}";
        if (_findings.Count < MostFindings)
            _findings.TryAdd(sort, $"{what}: {kind.Name}, --seed={seed} --case={number}: {input}\n    {string.Join("\n    ", why.Split('\n').Take(12))}");
    }

    private static FuzzCounts Sum(IEnumerable<FuzzCounts> lanes)
    {
        var sum = new FuzzCounts();
        foreach (var lane in lanes)
        {
            (sum.Cases, sum.ServerErrors, sum.Hangs, sum.HalfWrites, sum.Believed, sum.Written) = (sum.Cases + lane.Cases, sum.ServerErrors + lane.ServerErrors, sum.Hangs + lane.Hangs, sum.HalfWrites + lane.HalfWrites, sum.Believed + lane.Believed, sum.Written + lane.Written);
            sum.Took += lane.Took;
            sum.Slowest = lane.Slowest > sum.Slowest ? lane.Slowest : sum.Slowest;
            for (var at = 0; at < sum.Answers.Length; at++)
                sum.Answers[at] += lane.Answers[at];
        }
        return sum;
    }
}
