using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Azure.Data.Tables;

namespace Arl.Functions.Engagements;

/// <summary>What the two sides answer when they are asked how it goes: row <c>{ref}_checkin_{n}_{side}</c>, written with its event.</summary>
public sealed class CheckIns(Acting acting)
{
    public Task<Acted> Answer(ActionLink link, CheckInAnswer answer, CancellationToken cancel)
    {
        var side = link.Purpose.ReaderOf();
        return acting.Do(link.Reference, new(side.ToString().ToLowerInvariant(), _ => new RequestEvent.CheckInAnswered(link.Match, side, answer.Score), act =>
        {
            act.Change.Also(new(TableTransactionActionType.Add, Row(link, side, answer, act.Change.At)));
            return Task.CompletedTask;
        })
        { Detail = FormattableString.Invariant($"{side.ToString().ToLowerInvariant()}: {answer.Score} of 5"), Link = link }, cancel);
    }

    private static TableEntity Row(ActionLink link, Side side, CheckInAnswer answer, DateTimeOffset at) => new(RequestKeys.Partition(link.Reference), RequestKeys.CheckIn(link.Reference, link.Match, side))
    {
        ["At"] = at,
        ["Score"] = answer.Score,
        ["Changed"] = answer.Changed,
        ["Next"] = answer.Next,
    };
}
