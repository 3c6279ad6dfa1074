using System.Text.RegularExpressions;
using Arl.Domain;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Tests.Mail;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.CallNetwork;

namespace Arl.Tests.LearningCalls;

public sealed partial class DigestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hours_after_the_call_each_coach_gets_one_email_however_often_the_timer_looks()
    {
        await using var network = await (await TestNetwork.Start()).WithCalls();
        network.Clock.SetUtcNow(End.AddMinutes(20));
        await network.Note("We try it in two schools each.");
        network.Clock.SetUtcNow(End.AddHours(2).AddMinutes(-1));
        await network.Digest();
        Assert.Empty(await network.Get<DigestLedger>().Written(First, Cancel));
        network.Clock.SetUtcNow(End.AddHours(2));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => network.Digest()));
        await network.Digest();
        network.Clock.SetUtcNow(End.AddHours(20)); // The next morning: at six in the evening it is quiet.
        await network.Function<Arl.Functions.Storage.SweepOutbox>().Run(new(), Cancel);
        await network.Settle();

        Assert.Equal([Jo.Email, Kim.Email], network.Mailer.Sent.SelectMany(mail => mail.To).OrderBy(to => to.Value, StringComparer.Ordinal));
        Assert.All(network.Mailer.Sent, mail => Assert.Contains("We try it in two schools each.", mail.Text, StringComparison.Ordinal));
        Assert.All(network.Mailer.Sent, mail => Assert.NotNull(mail.Unsubscribe));
    }

    [Fact]
    public async Task Without_notes_it_tells_the_next_morning_what_there_is()
    {
        await using var network = await (await TestNetwork.Start()).WithCalls();
        await network.List("r1", "Family nights that work", End.AddHours(-2));
        network.Clock.SetUtcNow(End.AddHours(5));
        await network.Digest();
        Assert.Empty(await network.Get<DigestLedger>().Written(First, Cancel));
        network.Clock.SetUtcNow(SomeCalls.At("2026-12-02T09:00-05:00"));

        await network.Digest();
        await network.Settle();

        var mail = Assert.Single(network.Mailer.Sent, mail => mail.To.Contains(Jo.Email));
        Assert.Equal("From our call of December 1: 1 new resource", mail.Subject);
        Assert.Contains("https://help.arl.example/library/open/r1", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_with_nothing_to_tell_writes_to_nobody_until_somebody_has_written_something_down()
    {
        await using var network = await (await TestNetwork.Start()).WithCalls();
        network.Clock.SetUtcNow(SomeCalls.At("2026-12-02T09:00-05:00"));

        await network.Digest();
        Assert.Empty(await network.Get<DigestLedger>().Written(First, Cancel));

        network.Clock.SetUtcNow(SomeCalls.At("2026-12-02T16:00-05:00"));
        await network.Note("We spoke about attendance.");
        network.Clock.SetUtcNow(SomeCalls.At("2026-12-02T16:15-05:00"));
        await network.Digest();

        Assert.Equal(2, (await network.Get<DigestLedger>().Written(First, Cancel)).Count);
    }

    [Fact]
    public async Task Who_unsubscribed_is_owed_no_digest_that_could_only_fail()
    {
        await using var network = await (await TestNetwork.Start()).WithCalls();
        await network.Get<SuppressionList>().Unsubscribe(SuppressionList.KeyOf(Kim.Email), Kim.Email, Cancel);
        network.Clock.SetUtcNow(End.AddHours(1));
        await network.Note("We spoke about attendance.");
        network.Clock.SetUtcNow(End.AddHours(2));

        await network.Digest();

        Assert.Equal([Jo.Id], await network.Get<DigestLedger>().Written(First, Cancel));
    }

    [Fact]
    public async Task What_is_listed_while_notes_are_written_is_in_this_digest_and_not_in_the_next()
    {
        await using var network = await (await TestNetwork.Start()).WithCalls();
        await network.List("early", "Told of before the call", End.AddDays(-2));
        await network.List("noted", "Told of in the call", End.AddMinutes(90));
        network.Clock.SetUtcNow(End.AddHours(1));
        await network.Note("Notes.");
        network.Clock.SetUtcNow(End.AddHours(2));
        await network.Digest();
        await network.List("later", "Told of on Thursday", End.AddDays(2));
        await network.Announce(First.AddDays(7));
        network.Clock.SetUtcNow(End.AddDays(7).AddHours(1));
        await network.Note(First.AddDays(7), "More notes.");
        network.Clock.SetUtcNow(End.AddDays(7).AddHours(2));

        await network.Digest();

        Assert.Equal(["Told of before the call", "Told of in the call"], await Titles(network, First));
        Assert.Equal(["Told of on Thursday"], await Titles(network, First.AddDays(7)));
    }

    [Fact]
    public async Task A_skipped_call_has_no_digest()
    {
        await using var network = await (await TestNetwork.Start()).WithCalls();
        var (stored, _) = (await network.Get<CallsTable>().Calendar(Cancel))!.Value;
        Assert.True(await network.Get<CallsTable>().Change(stored, stored.Series with { Sequence = 1 }, new(Domain.LearningCalls.CallChangeKind.Skipped, First), new(First, null), Cancel));
        await network.List("r1", "Family nights", End.AddDays(-1));
        network.Clock.SetUtcNow(End.AddDays(1));

        await network.Digest();

        Assert.Null(await network.Get<DigestLedger>().Begun(First, Cancel));
    }

    [Fact]
    public async Task Who_left_gets_none_and_is_named_in_none()
    {
        await using var network = await (await TestNetwork.Start()).WithCalls();
        await network.Coaches.Import([Jo, Kim with { Active = false }], Cancel);
        network.Clock.SetUtcNow(End);
        await network.Note("Notes.", new Domain.LearningCalls.CoachHelp("gone", "jo-reyes", "with a plan"));
        network.Clock.SetUtcNow(End.AddHours(2));

        await network.Digest();

        Assert.Equal([Jo.Id], await network.Get<DigestLedger>().Written(First, Cancel));
        Assert.DoesNotContain("Who helped whom", (await Rows(network, First)).Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digest_reads_so()
    {
        await using var network = await (await TestNetwork.Start()).WithCalls();
        await network.List("r1", "Family nights that work", End.AddDays(-2));
        await network.Get<CallsTable>().Came(First, Jo.Id, true, Cancel);
        await network.Get<CallsTable>().Came(First, Kim.Id, true, Cancel);
        Assert.True(await network.Get<CallPapers>().Thank(First, new(Kim.Id, Jo.Id, "with a script for the first call home"), Cancel));
        network.Clock.SetUtcNow(End);
        await network.Note("Kim showed how her school calls families in the first week, before anything is wrong.\n\nWe try it in two schools each.", new Domain.LearningCalls.CoachHelp(Jo.Id, Kim.Id, ""));
        network.Clock.SetUtcNow(End.AddHours(2));

        await network.Digest();

        var email = Assert.Single(await Rows(network, First), row => row.To == Kim.Email.Value);
        Approved.Text("Digest", $"{email.Subject}\n\n{Steady(email.Text)}");
        Approved.Html("Digest", Steady(email.Html));
    }

    /// <summary>Signatures are as long as ever, and say nothing to a reader.</summary>
    private static string Steady(string text) => Signature().Replace(text, "${way}{signature}");

    [GeneratedRegex(@"(?<way>/(calls|library)/[^/\s]+/[^/\s]+/)[A-Za-z0-9_-]{22}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Signature();

    private static async Task<List<EmailRow>> Rows(TestNetwork network, DateOnly date) =>
        await network.Storage.Table(Arl.Functions.Storage.TableNames.LearningCalls).QueryAsync<EmailRow>(row => row.PartitionKey == CallsTable.Partition, cancellationToken: Cancel)
            .Where(row => row.RowKey.StartsWith($"{date:yyyy-MM-dd}_digest_", StringComparison.Ordinal)).ToListAsync(Cancel);

    private static async Task<string[]> Titles(TestNetwork network, DateOnly date) =>
        [.. (await Rows(network, date)).First().Text.Split('\n').Where(line => line.StartsWith("- Told of", StringComparison.Ordinal)).Select(line => line[2..line.IndexOf(" http", StringComparison.Ordinal)])];
}
