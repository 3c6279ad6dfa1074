using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Imports;

/// <summary>Queue <c>apply-imports</c>: finishes an accepted import whose own request died before it was applied. Runs again harmlessly.</summary>
public sealed class ApplyImport(QueueWork work, ImportRoom room)
{
    [Function(nameof(ApplyImport))]
    public Task Run([QueueTrigger(QueueNames.ApplyImports)] ImportDue due, CancellationToken cancel) => work.Run(QueueNames.ApplyImports, due, async () =>
    {
        if (await room.IsOwed(due.Kind, due.ImportId, cancel))
            await room.Finish(due.Kind, due.ImportId, cancel);
    });
}
