using Arl.Domain.Coaches;
using Arl.Functions.Mail;

namespace Arl.Functions.LearningCalls;

/// <summary>Who gets what is written around the calls: active coaches who take mail that they could do without. Who unsubscribed, or whose mailbox takes nothing, is owed none, which would only end as one that could not be sent.</summary>
public sealed class CallReaders(SuppressionList suppressions)
{
    public async Task<IReadOnlyList<Coach>> Among(IEnumerable<Coach> coaches, CancellationToken cancel)
    {
        var readers = new List<Coach>();
        foreach (var coach in coaches.Where(coach => coach.Active))
            if ((await suppressions.Lately(coach.Email, cancel)).Stops(transactional: false) is null)
                readers.Add(coach);
        return readers;
    }
}
