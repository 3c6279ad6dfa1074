using System.Net;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class MergeTests
{
    [Fact]
    public async Task Two_requests_of_one_school_become_one_and_the_place_of_the_other_is_free()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Network.Settle();
        var (kept, merged) = (await staff.Ask("first@mesaschools.example"), await staff.Ask("second@mesaschools.example"));
        var page = await staff.Open(merged);
        Assert.NotNull(page.QuerySelector($"#into-{kept}"));

        var answer = await staff.Send(page, "merge", ("into", kept.ToString()), ("why", "The same people."));
        await staff.Network.Settle();

        var request = await staff.Stored(merged);
        Assert.Equal((HttpStatusCode.SeeOther, RequestState.Withdrawn, kept), (answer.Status, request.State, request.MergedInto));
        Assert.Equal((RequestState.Introduced, 1), ((await staff.Stored(kept)).State, await staff.Taken("coach-1")));
        var act = (await staff.History(merged))[^1];
        Assert.Equal((nameof(RequestEvent.MergedInto), "staff: Kim Osei", kept.ToString(), "The same people."), (act.Event, act.By, act.Detail, act.Why));
        Assert.Equal(["merged_contact", "taken-back-1_coach"], staff.Network.Mailer.Sent.Skip(6).Select(mail => mail.Id.Split("_email_")[1]).Order(StringComparer.Ordinal));
        Assert.NotNull((await staff.Open(kept)).QuerySelector($"a[href='/staff/requests/{merged}']"));
    }

    [Fact]
    public async Task The_status_page_of_the_one_that_ended_names_the_other_and_opens_nothing_of_it()
    {
        await using var staff = await StaffSite.Start();
        var (kept, merged) = (await staff.Ask("first@mesaschools.example"), await staff.Ask("second@mesaschools.example"));
        await staff.Do(merged, "merge", ("into", kept.ToString()));
        await staff.Network.Settle();

        var links = staff.Network.Get<StatusLinks>();
        var status = await staff.Site.Http.GetStringAsync(new Uri(links.PathOf(merged), UriKind.Relative), Site.Cancel);

        Assert.Contains($"This request goes on as {kept}.", status, StringComparison.Ordinal);
        Assert.DoesNotContain(links.PathOf(kept), status, StringComparison.Ordinal);
        Assert.DoesNotContain("The school called.", status, StringComparison.Ordinal);
        Assert.DoesNotContain(staff.Network.Mailer.Sent, mail => mail.Id.Contains(merged.ToString(), StringComparison.Ordinal) && mail.Text.Contains(links.PathOf(kept), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_is_merged_neither_into_itself_nor_into_one_that_is_closed_or_not_there()
    {
        await using var staff = await StaffSite.Start();
        var (closed, reference) = (await staff.Ask("first@mesaschools.example"), await staff.Ask("second@mesaschools.example"));
        await Matching.Waiting.Withdraw(staff.Network, closed);

        Assert.Equal("A request cannot go on under itself.", (await staff.Do(reference, "merge", ("into", reference.ToString()))).Errors);
        Assert.Equal($"{closed} is closed. Choose one that is open.", (await staff.Do(reference, "merge", ("into", closed.ToString()))).Errors);
        PageRules.AreKept((await staff.Do(reference, "merge", ("into", "that one"))).Page);
        Assert.Equal("There is no request with this reference.", (await staff.Do(reference, "merge", ("into", Reference.Create(3, 1).ToString()))).Errors);
        Assert.Equal("Choose the request that goes on, or type its reference, for example ARL-7K3F-9QZ2.", (await staff.Do(reference, "merge", ("into", "that one"))).Errors);
        Assert.True((await staff.Stored(reference)).IsOpen);
    }

    [Fact]
    public async Task Two_members_who_merge_two_requests_into_each_other_leave_one_of_them_open()
    {
        await using var staff = await StaffSite.Start();
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await staff.Ask($"first{round}@mesaschools.example"), await staff.Ask($"second{round}@mesaschools.example"));
            var pages = (await staff.Open(one), await staff.Open(other));

            await Task.WhenAll(staff.Send(pages.Item1, "merge", ("into", other.ToString())), staff.Send(pages.Item2, "merge", ("into", one.ToString())));

            Assert.True((await staff.Stored(one)).IsOpen || (await staff.Stored(other)).IsOpen);
        }
    }
}
