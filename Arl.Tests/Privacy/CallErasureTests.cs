using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Privacy;
using Arl.Functions.Storage;
using Arl.Tests.LearningCalls;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Privacy;

/// <summary>What the weekly call keeps of a coach goes with the coach, and its emails go in time.</summary>
public sealed class CallErasureTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_names_a_coach_who_was_erased_and_others_keep_what_is_theirs()
    {
        await using var calls = await CallNetwork.Start(azurite);
        await calls.At("2026-11-27T18:00Z");
        await calls.Calls.Came(CallNetwork.Week, CallNetwork.Jo.Id, came: true, Cancel);
        await calls.Network.Coaches.Import([CallNetwork.Jo with { Active = false }], Cancel);

        Assert.Equal(Erased.Done, await calls.Network.Get<CoachErasure>().Erase(CallNetwork.Jo.Id, endedBefore: null, Cancel));

        var rows = await Rows(calls);
        Assert.DoesNotContain(rows, row => row.Any(column => column.Value is string words && (words.Contains(CallNetwork.Jo.Name, StringComparison.OrdinalIgnoreCase) || words.Contains(CallNetwork.Jo.Email.Value, StringComparison.OrdinalIgnoreCase))));
        Assert.Contains(rows, row => row.Any(column => column.Value is string words && words.Contains(CallNetwork.Ana.Email.Value, StringComparison.Ordinal)));
        Assert.Equal([CallNetwork.Ana.Id], (await calls.Calls.Calendars(Cancel)).Keys);
        Assert.True((await calls.Calls.Attendee(CallNetwork.Week, CallNetwork.Jo.Id, Cancel))!.Came);
    }

    [Fact]
    public async Task While_an_email_is_on_its_way_the_coach_stays()
    {
        await using var calls = await CallNetwork.Start(azurite);
        calls.Network.Mailer.Outcome = _ => new MailOutcome.NotNow("busy");
        await calls.At("2026-11-27T18:00Z");
        await calls.Network.Coaches.Import([CallNetwork.Jo with { Active = false }], Cancel);

        Assert.Equal(Erased.StillOwed, await calls.Network.Get<CoachErasure>().Erase(CallNetwork.Jo.Id, endedBefore: null, Cancel));
    }

    [Fact]
    public async Task After_24_months_the_emails_are_forgotten_and_not_who_came()
    {
        await using var calls = await CallNetwork.Start(azurite);
        await calls.At("2026-11-27T18:00Z");
        await calls.Calls.Came(CallNetwork.Week, CallNetwork.Jo.Id, came: true, Cancel);
        calls.Network.Clock.SetUtcNow(SomeCalls.At("2028-11-27T12:00Z"));
        await calls.Network.Get<Retention>().Run(Cancel);
        Assert.Equal(2, (await Rows(calls)).Count(row => row.RowKey.Contains("_email_call-invitation_", StringComparison.Ordinal) && !row.RowKey.StartsWith("mail_", StringComparison.Ordinal)));

        calls.Network.Clock.Advance(TimeSpan.FromDays(1));
        await calls.Network.Get<Retention>().Run(Cancel);

        Assert.DoesNotContain(await Rows(calls), row => row.RowKey.Contains("_email_", StringComparison.Ordinal));
        Assert.Single(await calls.Calls.Attendees(CallNetwork.Week, Cancel), one => one.Came == true);
    }

    private static async Task<IReadOnlyList<TableEntity>> Rows(CallNetwork calls) => await calls.Network.Storage.Table(TableNames.LearningCalls).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);
}
