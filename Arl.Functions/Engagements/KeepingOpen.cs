using Arl.Domain.Engagements;
using Arl.Domain.Requests;

namespace Arl.Functions.Engagements;

/// <summary>What either side can do about a notice that it will be closed: keep it open. The other one may have done so before.</summary>
public sealed class KeepingOpen(Acting acting)
{
    public Task<Acted> Do(ActionLink link, CancellationToken cancel)
    {
        var side = link.Purpose.ReaderOf();
        return acting.Do(link.Reference, new(side == Side.School ? "school" : "coach", _ => new RequestEvent.KeptOpen(link.Match, side)) { Link = link }, cancel);
    }
}
