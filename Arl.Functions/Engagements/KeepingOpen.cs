using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Requests;

namespace Arl.Functions.Engagements;

/// <summary>What either side can do about a notice that it will be closed: keep it open. The other one may have done so before.</summary>
public sealed class KeepingOpen(Acting acting)
{
    public Task<Acted> Do(ActionLink link, CancellationToken cancel)
    {
        var side = link.Purpose.ReaderOf();
        return acting.Do(link.Reference, new(side == Side.School ? DoneBy.School : DoneBy.Coach, _ => new RequestEvent.KeptOpen(link.Match, side)) { Link = link }, cancel);
    }
}
