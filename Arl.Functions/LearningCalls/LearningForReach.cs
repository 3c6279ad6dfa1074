using Arl.Domain.Reach;
using Arl.Functions.LearningCalls.Library;

namespace Arl.Functions.LearningCalls;

/// <summary>The calls and the library as the reach sees them.</summary>
public sealed class LearningForReach(CallsTable calls, ResourcesTable resources, ResourceUses uses)
{
    public async Task<LearningRecord> Read(CancellationToken cancel)
    {
        var (held, came, shared, days) = (calls.Held(DateOnly.MinValue, DateOnly.MaxValue, cancel), calls.WhoCame(cancel), resources.ListedOnce(cancel), uses.Days(cancel));
        await Task.WhenAll(held, came, shared, days);
        var whoCame = await came;
        return new([.. (await held).Select(call => new HeldCall(call.EndsAt, [.. whoCame[call.Date]]))], await shared, await days);
    }
}
