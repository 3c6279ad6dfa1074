using Arl.Domain.Coaches;
using Arl.Functions.Coaches;
using Arl.Functions.Imports;

namespace Arl.Tests.Support;

/// <summary>Coaches as most tests load them: each time a newer import.</summary>
internal static class Rosters
{
    private static int s_loaded;

    public static Task<ImportCounts> Import(this CoachesTable table, IReadOnlyList<Coach> coaches, CancellationToken cancel) =>
        table.Import(coaches, new(Some.Moment.AddSeconds(Interlocked.Increment(ref s_loaded)), "some-import"), cancel);
}
