using Arl.Domain;
using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>A batch of two emails, to a coach and to a school, owed in a real table, and everything that sends it.</summary>
internal sealed class OwedLetters : IEmailOwner
{
    public const string Partition = "letters";
    public static readonly EmailsDue Due = new("letters", "ARL-7K3F-9QZ2", "introduction-1");
    private readonly ArlStorage _storage;

    private OwedLetters(ArlStorage storage)
    {
        _storage = storage;
        Outbox = new Outbox(storage, [new(TableNames.Requests, [Partition])], Clock, new LoggerFactory([Logs]).CreateLogger<Outbox>());
    }

    public FakeTimeProvider Clock { get; } = new(Some.Moment);

    public FakeMailer Mailer { get; } = new();

    public MailOptions Mail { get; } = new() { From = "network@arl.example" };

    public UnsubscribeLinks Links { get; } = new(Options.Create(new SiteOptions { BaseUrl = "https://help.arl.example", LinkKeys = Convert.ToBase64String(new byte[32]) }));

    public SuppressionList Suppressions => new(_storage, Clock);

    public MailAttachments Attachments => new(_storage);

    public TestLogs Logs { get; } = new();

    public Outbox Outbox { get; }

    public TableClient Requests => _storage.Table(TableNames.Requests);

    /// <summary>What the owner writes when the batch is done; a test may set it.</summary>
    public Func<IReadOnlyList<EmailRow>, Task<EmailsDone>> Done { get; set; } = _ => Task.FromResult(EmailsDone.Nothing);

    public int TimesDone { get; private set; }

    /// <summary>What the owner writes when a mail cannot reach its address.</summary>
    public Func<EmailRow, MailEvent, EmailsDone> Undeliverable { get; set; } = (email, heard) =>
        new([new(TableTransactionActionType.Add, new TableEntity(Partition, "told_" + email.Kind) { ["What"] = heard.News.ToString() })], []); // Which fails if it is told twice.

    public int TimesUndeliverable => Rows(TableNames.Requests).Count(row => row.RowKey.StartsWith("told_", StringComparison.Ordinal));

    public MailEventLog Events => new(_storage, new MailFates(Kept, Outbox, Clock), Kept, Suppressions, Clock);

    private KeptMail Kept => new(_storage, [this]);

    public string Name => Due.Owner;

    public string Table => TableNames.Requests;

    public IReadOnlyList<string> Kinds => ["introduction"];

    public string PartitionOf(string key) => Partition;

    public static async Task<OwedLetters> Owe(ArlStorage storage)
    {
        var letters = new OwedLetters(storage);
        await letters.Owe(Due);
        return letters;
    }

    public async Task Owe(EmailsDue due)
    {
        var now = Clock.GetUtcNow();
        EmailRow Row(string name, string to, string replyTo) =>
            EmailRow.For(Partition, due.Key, due.Batch, name, [EmailAddress.Parse(to)], EmailAddress.Parse(replyTo), new RenderedEmail("Hello", "<p>Hello</p>", "Hello"), now);
        await Requests.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("coach", "jo.reyes@learning-partners.example", "ana.lucero@mesaschools.example")),
            new(TableTransactionActionType.Add, Row("school", "ana.lucero@mesaschools.example", "jo.reyes@learning-partners.example")),
            OutboxMessage.For(Partition, due.OutboxKey, QueueNames.OutgoingEmail, due).Add(now),
        ]);
    }

    public Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel)
    {
        TimesDone++;
        return Done(emails);
    }

    public Task<EmailsDone> WhenUndeliverable(EmailRow email, MailEvent heard, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(Undeliverable(email, heard));

    public Task<int> Sweep() => Outbox.Sweep(TestContext.Current.CancellationToken);

    /// <summary>The message arrives.</summary>
    public Task Send(EmailsDue? due = null, CancellationToken? stop = null) =>
        new OutgoingMail(_storage, Outbox, Mailer, new MailGate(Suppressions, Links, Attachments, Options.Create(Mail)), [this], Options.Create(Mail), SomeMeasures.At(Clock), Clock, new LoggerFactory([Logs]).CreateLogger<OutgoingMail>()).SendDue(due ?? Due, stop ?? TestContext.Current.CancellationToken);

    public IEnumerable<string> SentIds => Mailer.Sent.Select(mail => mail.Id).Order(StringComparer.Ordinal);

    public EmailRow Row(string name) => Requests.GetEntity<EmailRow>(Partition, EmailRow.Prefix(Due.Key, Due.Batch) + name).Value;

    public async Task Change(string name, Action<EmailRow> change)
    {
        var row = Row(name);
        change(row);
        await Requests.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }

    public IReadOnlyList<TableEntity> Rows(string table) => [.. _storage.Table(table).Query<TableEntity>()];

    public string States => $"{Row("coach").State} {Row("school").State}";

    public TableEntity? OutboxRow => Requests.GetEntityIfExists<TableEntity>(Partition, OutboxMessage.Prefix + Due.OutboxKey) is { HasValue: true } row ? row.Value : null;

    public bool Has(string rowKey) => Requests.GetEntityIfExists<TableEntity>(Partition, rowKey).HasValue;

    public async Task<int> QueueLength(string queue) => (await _storage.Queue(queue).PeekMessagesAsync(32)).Value.Length;
}
