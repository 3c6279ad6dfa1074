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
public sealed class CallErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_names_a_coach_who_was_erased_and_others_keep_what_is_theirs()
    {
        await using var calls = await InvitedNetwork.Start();
        await calls.At("2026-11-27T18:00Z");
        await calls.Calls.Came(InvitedNetwork.Week, InvitedNetwork.Jo.Id, came: true, Cancel);
        await calls.Network.Coaches.Import([InvitedNetwork.Jo with { Active = false }], Cancel);
        await calls.Tick();

        Assert.Equal(Erased.Done, await calls.Network.Get<CoachErasure>().Erase(InvitedNetwork.Jo.Id, endedBefore: null, Cancel));

        var rows = await Rows(calls);
        Assert.DoesNotContain(rows, row => row.Any(column => column.Value is string words && (words.Contains(InvitedNetwork.Jo.Name, StringComparison.OrdinalIgnoreCase) || words.Contains(InvitedNetwork.Jo.Email.Value, StringComparison.OrdinalIgnoreCase))));
        Assert.Contains(rows, row => row.Any(column => column.Value is string words && words.Contains(InvitedNetwork.Ana.Email.Value, StringComparison.Ordinal)));
        Assert.Equal([InvitedNetwork.Ana.Id], (await calls.Calls.Calendars(Cancel)).Keys);
        Assert.True((await calls.Calls.Attendee(InvitedNetwork.Week, InvitedNetwork.Jo.Id, Cancel))!.Came);
    }

    [Fact]
    public async Task While_an_email_is_on_its_way_the_coach_stays()
    {
        await using var calls = await InvitedNetwork.Start();
        calls.Network.Mailer.Outcome = _ => new MailOutcome.NotNow("busy");
        await calls.At("2026-11-27T18:00Z");
        await calls.Network.Coaches.Import([InvitedNetwork.Jo with { Active = false }], Cancel);

        Assert.Equal(Erased.StillOwed, await calls.Network.Get<CoachErasure>().Erase(InvitedNetwork.Jo.Id, endedBefore: null, Cancel));
    }

    [Fact]
    public async Task After_24_months_the_emails_are_forgotten_and_not_who_came()
    {
        await using var calls = await InvitedNetwork.Start();
        await calls.At("2026-11-27T18:00Z");
        await calls.Calls.Came(InvitedNetwork.Week, InvitedNetwork.Jo.Id, came: true, Cancel);
        await calls.Change(new(Arl.Domain.LearningCalls.CallChangeKind.Skipped, new(2026, 12, 8)), new(new(2026, 12, 8), null));
        await calls.Tick();
        calls.Network.Clock.SetUtcNow(SomeCalls.At("2028-12-03T12:00Z"));

        await calls.Network.Get<Retention>().Run(Cancel);

        Assert.DoesNotContain(await Rows(calls), row => row.Any(column => column.Value is string words && words.Contains(InvitedNetwork.Jo.Email.Value, StringComparison.OrdinalIgnoreCase)));
        Assert.Single(await calls.Calls.Attendees(InvitedNetwork.Week, Cancel), one => one.Came == true);
    }

    private static async Task<IReadOnlyList<TableEntity>> Rows(InvitedNetwork calls) => await calls.Network.Storage.Table(TableNames.LearningCalls).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);
}
