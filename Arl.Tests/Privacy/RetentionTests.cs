using System.Net;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Privacy;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Engagements;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Privacy;

public sealed class RetentionTests
{
    private const int Keep = 24;

    [Fact]
    public async Task After_24_months_nothing_names_the_contact_any_more_and_every_figure_is_as_it_was()
    {
        await using var staff = await StaffSite.Start();
        var reference = await SomePeople.Coached(staff);
        Assert.NotEmpty(await SomePeople.Where(staff.Network.Storage, SomePeople.Words));
        staff.Network.Clock.Advance(After(Keep, staff));
        var (before, moments) = (await SomePeople.Figures(staff.Network), (await staff.Stored(reference)).Moments);

        var counts = await staff.Network.Get<Retention>().Run(Site.Cancel);

        Assert.Equal(new RetentionCounts(1, 0, 1, 0), counts);
        Assert.Empty(await SomePeople.Where(staff.Network.Storage, SomePeople.Words));
        Assert.Equal(before, await SomePeople.Figures(staff.Network));
        Assert.Equal(moments, (await staff.Stored(reference)).Moments);
        Assert.DoesNotContain(await staff.Site.Rows(TableNames.Requests), row => row.Contains("key-", StringComparison.Ordinal) || row.Contains("open_", StringComparison.Ordinal) || row.Contains("_email_", StringComparison.Ordinal) || row.Contains("_link_", StringComparison.Ordinal));
        Assert.True((await staff.Network.Get<SuppressionList>().Get(Some.Request.Contact.Email, Site.Cancel)).HardBounceAt is not null);
        Assert.Equal(new RetentionCounts(0, 0, 0, 0), await staff.Network.Get<Retention>().Run(Site.Cancel));
    }

    [Fact]
    public async Task A_day_before_everything_is_there()
    {
        await using var staff = await StaffSite.Start();
        var reference = await SomePeople.Coached(staff);
        staff.Network.Clock.Advance(After(Keep, staff) - TimeSpan.FromDays(2));

        Assert.Equal(0, (await staff.Network.Get<Retention>().Run(Site.Cancel)).Requests);

        Assert.Equal("Ana Lucero", (await staff.Stored(reference)).Contact.Name);
    }

    [Fact]
    public async Task The_pages_of_an_erased_request_say_so()
    {
        await using var staff = await StaffSite.Start();
        var reference = await SomePeople.Coached(staff);
        staff.Network.Clock.Advance(After(Keep, staff));
        await staff.Network.Get<Retention>().Run(Site.Cancel);

        var page = (await staff.Open(reference)).Body!.TextContent;
        var status = await staff.Site.Http.GetStringAsync(new Uri(staff.Network.Get<StatusLinks>().PathOf(reference), UriKind.Relative), Site.Cancel);
        var list = await staff.Site.Http.GetStringAsync(new Uri("/staff/requests", UriKind.Relative), Site.Cancel);

        Assert.Contains("The people of this request were erased", page, StringComparison.Ordinal);
        Assert.Contains("We no longer keep your name", status, StringComparison.Ordinal);
        Assert.Contains("(erased)", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_still_owed_is_not_erased_and_what_is_open_neither()
    {
        await using var staff = await StaffSite.Start();
        var open = await staff.Ask();
        var owing = await staff.Ask("someone.else@mesaschools.example");
        await staff.Network.Get<Functions.Engagements.SchoolActs>().Withdraw(owing, Site.Cancel); // Its emails are not sent yet.
        staff.Network.Clock.Advance(After(Keep, staff));

        Assert.Equal(new RetentionCounts(0, 0, 0, 1), await staff.Network.Get<Retention>().Run(Site.Cancel));
        await staff.Network.Settle();
        Assert.Equal(1, (await staff.Network.Get<Retention>().Run(Site.Cancel)).Requests);

        Assert.Equal((null, true), ((await staff.Stored(open)).ErasedAt, (await staff.Stored(owing)).ErasedAt is not null));
    }

    [Fact]
    public async Task A_run_that_was_cut_short_half_way_is_finished_by_the_next()
    {
        await using var staff = await StaffSite.Start();
        var reference = await SomePeople.Coached(staff);
        staff.Network.Clock.Advance(After(Keep, staff));
        var table = staff.Network.Storage.Table(TableNames.Requests);
        await foreach (var row in table.QueryAsync<TableEntity>(KeyRange.Of(reference.Shard.ToString(), $"{reference}_email_"), cancellationToken: Site.Cancel))
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Site.Cancel);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => staff.Network.Get<Retention>().Run(Site.Cancel)));

        Assert.NotNull((await staff.Stored(reference)).ErasedAt);
        Assert.Empty(await SomePeople.Where(staff.Network.Storage, SomePeople.Words));
    }

    [Fact]
    public async Task A_coach_who_left_is_erased_24_months_after_their_last_request()
    {
        await using var staff = await StaffSite.Start();
        var reference = await SomePeople.Coached(staff);
        await staff.Network.Coaches.Import([Some.Coach with { Active = false }], Site.Cancel);
        await staff.Network.Settle();
        Assert.NotEmpty(await SomePeople.Where(staff.Network.Storage, SomePeople.OfCoach));
        staff.Network.Clock.Advance(After(Keep, staff));
        var before = await SomePeople.Figures(staff.Network);

        var counts = await staff.Network.Get<Retention>().Run(Site.Cancel);

        Assert.Equal((1, 1), (counts.Requests, counts.Coaches));
        Assert.Empty(await SomePeople.Where(staff.Network.Storage, SomePeople.OfCoach));
        Assert.Equal(before, await SomePeople.Figures(staff.Network));
        Assert.Equal(("coach-1", "Learning Partners"), ((await staff.Stored(reference)).Match!.CoachId, (await staff.Stored(reference)).Match!.Organization));
        Assert.Equal(HttpStatusCode.OK, (await StaffForms.Get(staff, $"/staff/requests/{reference}")).Status);
    }

    [Fact]
    public async Task A_coach_who_is_active_stays()
    {
        await using var staff = await StaffSite.Start();
        await SomePeople.Coached(staff);
        staff.Network.Clock.Advance(After(Keep, staff));

        Assert.Equal(0, (await staff.Network.Get<Retention>().Run(Site.Cancel)).Coaches);

        Assert.Equal("Jo Reyes", (await staff.Network.Coaches.Get("coach-1", Site.Cancel))!.Load.Coach.Name);
    }

    [Fact]
    public async Task A_coach_who_handed_a_request_back_before_they_met_is_erased_from_its_emails_once_all_of_them_have_left()
    {
        await using var site = await EngagedSite.Start("CoachConfirms", EngagedSite.First);
        await site.HandBack();
        await site.Network.Coaches.Import([EngagedSite.First with { Active = false }], Site.Cancel);
        await site.Network.Settle();
        var (table, coaches) = (site.Network.Storage.Table(TableNames.Requests), site.Network.Get<CoachErasure>());
        var sent = (await site.Network.Requests.Emails(site.Reference, Site.Cancel)).First(email => email.To == EngagedSite.First.Email.Value);
        Task Become(EmailState state) => table.UpdateEntityAsync(new TableEntity(sent.PartitionKey, sent.RowKey) { ["State"] = state.ToString() }, Azure.ETag.All, cancellationToken: Site.Cancel);

        await Become(EmailState.Claimed);
        Assert.Equal(Erased.StillOwed, await coaches.Erase("coach-1", endedBefore: null, Site.Cancel));
        Assert.NotNull(await site.Network.Coaches.Get("coach-1", Site.Cancel));
        await Become(EmailState.Sent);
        Assert.Equal(Erased.Done, await coaches.Erase("coach-1", endedBefore: null, Site.Cancel));

        Assert.Empty(await SomePeople.Where(site.Network.Storage, SomePeople.OfCoach));
    }

    [Fact]
    public async Task A_request_that_cannot_be_erased_stops_nothing_else_and_is_told()
    {
        await using var staff = await StaffSite.Start();
        var broken = await staff.Ask("someone.else@mesaschools.example");
        await staff.Network.Get<Functions.Engagements.SchoolActs>().Withdraw(broken, Site.Cancel);
        await staff.Network.Settle();
        staff.Network.Clock.Advance(TimeSpan.FromDays(1));
        var reference = await SomePeople.Coached(staff);
        await staff.Open(reference);
        await staff.Network.Storage.Table(TableNames.Requests).UpdateEntityAsync(new TableEntity(RequestKeys.Partition(broken), RequestKeys.Request(broken)) { ["Data"] = "{" }, Azure.ETag.All, cancellationToken: Site.Cancel);
        staff.Network.Clock.Advance(After(Keep + 1, staff));

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => staff.Network.Get<Retention>().Run(Site.Cancel));

        Assert.Contains(broken.ToString(), fault.Message, StringComparison.Ordinal);
        Assert.NotNull((await staff.Stored(reference)).ErasedAt);
        Assert.Empty(await staff.Site.Rows(TableNames.StaffReads));
        Assert.Contains(staff.Network.Logs.Lines, line => line.Contains($"{broken} could not be erased", StringComparison.Ordinal));
        Assert.Contains(staff.Network.Logs.Lines, line => line.Contains("1 requests are left for the next run", StringComparison.Ordinal));
    }

    private static TimeSpan After(int months, StaffSite staff) => staff.Network.Clock.GetUtcNow().AddMonths(months).AddDays(1) - staff.Network.Clock.GetUtcNow();
}
