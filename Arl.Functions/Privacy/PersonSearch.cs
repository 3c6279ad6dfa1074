using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.LearningCalls;
using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Privacy;

/// <summary>An email to the person, or one that tells its reader about them and is answered to them; its words are not read.</summary>
public sealed record FoundEmail(string Table, EmailRow Row)
{
    public bool IsTo(EmailAddress address) => Row.Readers.Contains(address);

    public bool IsAbout(EmailAddress address) => EmailAddress.TryParse(Row.ReplyTo, out var answered) && answered == address;

    public string Owner => Row.OwnerKey;
}

/// <summary>What a person wrote at a check-in.</summary>
public sealed record FoundAnswer(Reference Reference, Side Side, DateTimeOffset At, int Score, string Changed, string Next);

/// <summary>What a coach asked the others for a call, or thanked another for after it (their id).</summary>
public sealed record FoundCallWords(DateOnly Call, string? ThanksTo, string Words);

/// <summary>What a coach shared in the library, in whatever state it is.</summary>
public sealed record FoundResource(string Title, string Note, string? Link, string? FileName, DateTimeOffset SharedAt, ResourceState State);

/// <summary>All that the network keeps of one address.</summary>
/// <param name="Requests">Whose contact they are.</param>
/// <param name="CoachedRequests">Which they have or had as a coach, by the last match.</param>
public sealed record FoundPerson(EmailAddress Address, IReadOnlyList<CoachingRequest> Requests, IReadOnlyList<StoredCoach> Coaches, IReadOnlyList<RequestOfCoach> CoachedRequests, IReadOnlyList<FoundEmail> Emails, IReadOnlyList<FoundAnswer> Answers, IReadOnlyList<FoundCallWords> AroundCalls, Suppression Suppression)
{
    public IReadOnlyList<FoundResource> Shared { get; init; } = [];

    /// <summary>The calls that they were invited to as a coach, what they answered, and whether they came.</summary>
    public IReadOnlyList<(DateOnly Date, CallAttendee Said)> Calls { get; init; } = [];

    /// <summary>They are named as who hosts the weekly call; they need not be a coach.</summary>
    public bool HostsCalls { get; init; }

    /// <summary>What it is noted under that staff saw or erased them: their requests, and their coach's id.</summary>
    public IReadOnlyList<string> About => [.. Requests.Select(request => request.Reference.ToString()), .. Coaches.Select(coach => coach.Load.Coach.Id)];

    public bool IsNobody => Requests.Count + Coaches.Count + Emails.Count == 0 && !HostsCalls && Suppression == Suppression.None;
}

/// <summary>Finds one person. No query says the address: requests are found by its hash, and emails are looked through here, since what a query says may be kept by others.</summary>
public sealed class PersonSearch(ArlStorage storage, RequestIndex index, RequestsTable requests, CoachesTable coaches, SuppressionList suppressions, IEnumerable<IEmailOwner> owners, IEnumerable<OutboxTable> tables, CallPapers papers, ResourcesTable resources, CallsTable calls)
{
    private static readonly string[] s_columns = ["PartitionKey", "RowKey", nameof(EmailRow.Kind), nameof(EmailRow.To), nameof(EmailRow.ReplyTo), nameof(EmailRow.Subject), nameof(EmailRow.State), nameof(EmailRow.CreatedAt), nameof(EmailRow.SentAt), nameof(EmailRow.Delivery), nameof(EmailRow.LastProblem)];

    public async Task<FoundPerson> Find(EmailAddress address, CancellationToken cancel)
    {
        var asked = (await Task.WhenAll((await index.OfContact(address, cancel)).Select(reference => requests.Get(reference, cancel)))).OfType<StoredRequest>().Select(stored => stored.Request)
            .Where(request => request.Contact.Email == address).OrderByDescending(request => request.ReceivedAt).ToList();
        var coaching = (await coaches.All(cancel)).Where(coach => coach.Load.Coach.Email == address).ToList();
        var coached = (await Task.WhenAll(coaching.Select(coach => requests.OfCoach(coach.Load.Coach.Id, cancel)))).SelectMany(found => found).OrderByDescending(request => request.ReceivedAt).ToList();
        return new(address, asked, coaching, coached, await Emails(address, cancel), await Answers(asked, coached, cancel), await AroundCalls(coaching, cancel), await suppressions.Get(address, cancel))
        {
            Shared = await Shared(coaching, cancel),
            Calls = [.. (await Task.WhenAll(coaching.Select(coach => calls.OfCoach(coach.Load.Coach.Id, cancel)))).SelectMany(found => found)],
            HostsCalls = (await calls.Series(cancel))?.Series.HostEmail == address,
        };
    }

    private async Task<IReadOnlyList<FoundEmail>> Emails(EmailAddress address, CancellationToken cancel)
    {
        var places = tables.Where(table => owners.Any(owner => owner.Table == table.Table)).SelectMany(table => table.Partitions.Select(partition => (table.Table, Partition: partition))).Distinct();
        var found = await Task.WhenAll(places.Select(async place => await storage.Table(place.Table).QueryAsync<EmailRow>(TableClient.CreateQueryFilter($"PartitionKey eq {place.Partition} and To gt {""}"), select: s_columns, cancellationToken: cancel)
            .Select(row => new FoundEmail(place.Table, row)).Where(email => email.IsTo(address) || email.IsAbout(address)).ToListAsync(cancel)));
        return [.. found.SelectMany(rows => rows).OrderByDescending(email => email.Row.CreatedAt)];
    }

    private async Task<IReadOnlyList<FoundResource>> Shared(List<StoredCoach> coaching, CancellationToken cancel) => coaching.Count == 0 ? [] :
    [
        .. (await resources.All(cancel)).Where(resource => coaching.Any(coach => coach.Load.Coach.Id == resource.SharedBy))
            .Select(resource => new FoundResource(resource.Title, resource.Note, resource.Link?.AbsoluteUri, resource.File?.Name, resource.SharedAt, resource.State)),
    ];

    private async Task<IReadOnlyList<FoundCallWords>> AroundCalls(List<StoredCoach> coaching, CancellationToken cancel)
    {
        var found = new List<FoundCallWords>();
        foreach (var coach in coaching)
        {
            var (asked, thanks) = await papers.Of(coach.Load.Coach.Id, cancel);
            found.AddRange([.. asked.Select(one => new FoundCallWords(one.Call, null, one.Question.Words)), .. thanks.Select(one => new FoundCallWords(one.Call, one.Help.HelperId, one.Help.With))]);
        }
        return found;
    }

    private async Task<IReadOnlyList<FoundAnswer>> Answers(IReadOnlyList<CoachingRequest> asked, IReadOnlyList<RequestOfCoach> coached, CancellationToken cancel)
    {
        var own = asked.Select(request => (request.Reference, Side: Side.School)).Concat(coached.Select(request => (request.Reference, Side: Side.Coach)));
        var found = await Task.WhenAll(own.Select(async one => await storage.Table(TableNames.Requests)
            .QueryAsync<TableEntity>(KeyRange.Of(RequestKeys.Partition(one.Reference), $"{one.Reference}_checkin_"), cancellationToken: cancel)
            .Where(row => row.RowKey.EndsWith("_" + one.Side.ToString().ToLowerInvariant(), StringComparison.Ordinal))
            .Select(row => new FoundAnswer(one.Reference, one.Side, row.GetDateTimeOffset("At")!.Value, row.GetInt32("Score").GetValueOrDefault(), row.GetString("Changed") ?? "", row.GetString("Next") ?? "")).ToListAsync(cancel)));
        return [.. found.SelectMany(rows => rows)];
    }
}
