using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Functions.Mail;
using Arl.Functions.Privacy;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls;

/// <summary>What people wrote around a call, and all emails of the table (whichever owner's), when their time is over or a coach is erased. That they came, and what they answered, stays under their id: figures go by it.</summary>
public sealed class CallPapersErasure(ArlStorage storage, CallPapers papers, CallsTable calls)
{
    private readonly TableClient _table = storage.Table(TableNames.LearningCalls);

    /// <summary>Every invitation names the host: another must be one first.</summary>
    public async Task<bool> IsHost(EmailAddress address, CancellationToken cancel) => (await calls.Series(cancel))?.Series.HostEmail == address;

    /// <summary>False where the call still stands in the coach's calendar, which the next look at the calls ends, or an email to or about them is on its way: the next try finds it again.</summary>
    public async Task<bool> OfCoach(Coach coach, CancellationToken cancel)
    {
        if (await calls.CalendarOf(coach.Id, cancel) is not null)
            return false;
        var emails = await Emails("To gt ''").Where(email => email.Names(coach)).ToListAsync(cancel);
        if (emails.Exists(email => !email.IsFinished))
            return false;
        foreach (var email in emails)
            await EmailErasure.Empty(_table, email, cancel);
        foreach (var date in await papers.Erase(coach.Id, cancel))
            await papers.EraseEdits(date, coach.Id, cancel);
        return true;
    }

    /// <summary>Of the calls before that day, and the emails that were written before it.</summary>
    public async Task Forget(DateOnly before, CancellationToken cancel)
    {
        var day = new DateTimeOffset(before, TimeOnly.MinValue, TimeSpan.Zero);
        foreach (var email in await Emails(TableClient.CreateQueryFilter($"To gt {""} and (CreatedAt lt {day} or (RowKey ge {"2"} and RowKey lt {CallRow.Text(before)}))"), "PartitionKey", "RowKey").ToListAsync(cancel))
            await EmailErasure.Empty(_table, email, cancel);
        await papers.Forget(before, cancel);
    }

    /// <summary>Only emails have a reader, and those that were emptied have none.</summary>
    private AsyncPageable<EmailRow> Emails(string which, params string[] columns) =>
        _table.QueryAsync<EmailRow>($"{TableClient.CreateQueryFilter($"PartitionKey eq {CallsTable.Partition}")} and {which}", select: columns is [] ? null : columns);
}
