using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Imports;

/// <summary>Queue <c>apply-imports</c>: finishes an accepted import whose own request died before it was applied. Runs again harmlessly.</summary>
public sealed class ApplyImport(ImportRoom room)
{
    [Function(nameof(ApplyImport))]
    public async Task Run([QueueTrigger(QueueNames.ApplyImports)] ImportDue due, CancellationToken cancel)
    {
        if (await room.IsOwed(due.Kind, due.ImportId, cancel))
            await room.Finish(due.Kind, due.ImportId, cancel);
    }
}
