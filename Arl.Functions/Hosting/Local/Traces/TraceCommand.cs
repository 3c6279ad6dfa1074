namespace Arl.Functions.Hosting.Local.Traces;

/// <summary><c>trace</c>: prints what a request led to, from the spans that a host with <c>Local:KeepTraces</c> kept.</summary>
internal sealed class TraceCommand : ILocalCommand
{
    public string Name => "trace";

    public string Usage => "ARL-…|TRACE    prints what a request led to, as a tree, from what a host that runs with --Local:KeepTraces=true has kept";

    public Task<int> Run(LocalCommandContext context, string[] args, CancellationToken cancel)
    {
        if (args is not [var asked])
            return Task.FromResult(ILocalCommand.UsedWrongly);
        var all = new TraceFile(context.DataPath).Read();
        var traces = all.Where(span => span.Trace == asked || (span.Tags.TryGetValue(Spans.About, out var about) && about.Equals(asked, StringComparison.OrdinalIgnoreCase))).Select(span => span.Trace).ToHashSet(StringComparer.Ordinal);
        foreach (var trace in all.Where(span => traces.Contains(span.Trace)).GroupBy(span => span.Trace, StringComparer.Ordinal).OrderBy(trace => trace.Min(span => span.Start)))
            foreach (var line in TraceTree.Lines([.. trace]))
                context.Say(line);
        if (traces.Count == 0)
            context.Say($"Nothing is kept about {asked}. A host keeps its traces when it runs with --Local:KeepTraces=true.");
        return Task.FromResult(traces.Count == 0 ? 1 : 0);
    }
}
