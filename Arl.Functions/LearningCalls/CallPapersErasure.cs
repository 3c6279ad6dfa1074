using Arl.Domain.Coaches;
using Arl.Functions.Mail;
using Arl.Functions.Privacy;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls;

/// <summary>What people wrote around a call, and the emails about it, when their time is over or a coach is erased. That they came, and what they answered, stays under their id: figures go by it.</summary>
public sealed class CallPapersErasure(ArlStorage storage, CallPapers papers)
{
    private readonly TableClient _table = storage.Table(TableNames.LearningCalls);

    /// <summary>False where an email to or about the coach is still on its way: the next try finds it again.</summary>
    public async Task<bool> OfCoach(Coach coach, CancellationToken cancel)
    {
        var emails = await Emails("2", "3").Concat(Emails(CallEmails.OfSeries, CallEmails.OfSeries + "~")).Where(email => email.Names(coach)).ToListAsync(cancel);
        if (emails.Exists(email => !email.IsFinished))
            return false;
        foreach (var email in emails)
            await EmailErasure.Empty(_table, email, cancel);
        foreach (var date in await papers.Erase(coach.Id, cancel))
            await papers.EraseEdits(date, coach.Id, cancel);
        await _table.DeleteEntityAsync(CallsTable.Partition, CalendarRow.KeyOf(coach.Id), ETag.All, cancel);
        return true;
    }

    /// <summary>Of the calls, and of the changes made, before that day.</summary>
    public async Task Forget(DateOnly before, CancellationToken cancel)
    {
        var changes = Emails(CallEmails.OfSeries, CallEmails.OfSeries + "~").Where(email => DateOnly.FromDateTime(email.CreatedAt.UtcDateTime) < before);
        foreach (var email in await Emails("2", CallRow.Text(before)).Concat(changes).ToListAsync(cancel))
            await EmailErasure.Empty(_table, email, cancel);
        await papers.Forget(before, cancel);
    }

    /// <summary>Those that still say something; keys begin with the day of the call, and of changes of the series with a word.</summary>
    private AsyncPageable<EmailRow> Emails(string from, string to) =>
        _table.QueryAsync<EmailRow>(TableClient.CreateQueryFilter($"PartitionKey eq {CallsTable.Partition} and RowKey ge {from} and RowKey lt {to} and To gt {""}"));
}
