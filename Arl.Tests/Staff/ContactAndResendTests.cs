using System.Net;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class ContactAndResendTests
{
    [Fact]
    public async Task A_refused_introduction_reaches_the_corrected_address_and_the_coach_does_not_get_it_twice()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Network.Settle();
        staff.Network.Mailer.Outcome = mail => mail.To[0].Value == "ana.lucreo@mesaschools.example" ? new MailOutcome.Refused("550") : new MailOutcome.Accepted(null);
        var reference = await staff.Ask("ana.lucreo@mesaschools.example");
        Assert.Equal((RequestState.Matched, Attention.SchoolNeedsNewAddress), ((await staff.Stored(reference)).State, Assert.Single((await staff.Stored(reference)).Attention)));

        await staff.Do(reference, "contact", ("contact.email", "ana.lucero@mesaschools.example"));
        var corrected = await staff.Stored(reference);
        await staff.Do(reference, "resend"); // Of the choices the school is chosen: it has not got it.
        await staff.Network.Settle();

        Assert.Equal(("ana.lucero@mesaschools.example", 0), (corrected.Contact.Email.Value, corrected.Attention.Count));
        Assert.Equal(RequestState.Introduced, (await staff.Stored(reference)).State);
        Assert.Equal(["introduction-1-again-1_school ana.lucero@mesaschools.example", $"introduction-1_coach {Some.Coach.Email.Value}"],
            staff.Network.Mailer.Sent.Select(mail => $"{mail.Id.Split("_email_")[1]} {mail.To[0].Value}").Order(StringComparer.Ordinal));
        Assert.Equal("Meet your coach, Jo Reyes", staff.Network.Mailer.Sent.Single(mail => mail.To[0].Value.StartsWith("ana.", StringComparison.Ordinal)).Subject); // Its reader has had none before.
        Assert.Equal(["email", "to the school"], (await staff.History(reference)).Where(entry => entry.Why is not null).Select(entry => entry.Detail));
    }

    [Fact]
    public async Task To_one_side_alone_does_not_introduce_where_the_other_has_not_got_it_either()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Network.Settle();
        staff.Network.Mailer.Outcome = mail => mail.Id.Contains("introduction-1_", StringComparison.Ordinal) ? new MailOutcome.Refused("550") : new MailOutcome.Accepted(null);
        var reference = await staff.Ask();

        await staff.Do(reference, "resend", ("to", "school"));
        await staff.Network.Settle();
        var half = (await staff.Stored(reference)).State;
        await staff.Do(reference, "resend", ("to", "coach"));
        await staff.Network.Settle();

        Assert.Equal((RequestState.Matched, RequestState.Introduced), (half, (await staff.Stored(reference)).State));
    }

    [Fact]
    public async Task The_coach_gets_it_at_the_address_that_the_coach_file_gives_now()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await staff.Network.Settle();
        var reference = await staff.Ask();
        await staff.Network.Coaches.Import([Some.Coach with { Email = EmailAddress.Parse("jo@new.example") }], Site.Cancel);

        await staff.Do(reference, "resend", ("to", "both"));
        await staff.Network.Settle();

        Assert.Equal(["jo@new.example", "ana.lucero@mesaschools.example"], staff.Network.Mailer.Sent.Where(mail => mail.Id.Contains("again", StringComparison.Ordinal)).OrderBy(mail => mail.Id, StringComparer.Ordinal).Select(mail => mail.To[0].Value));
    }

    [Fact]
    public async Task Who_waits_gets_the_acknowledgment_again_at_most_five_times_and_not_while_one_is_on_its_way()
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();
        await staff.Do(reference, "resend");
        Assert.Contains("on its way just now", (await staff.Do(reference, "resend")).Errors, StringComparison.Ordinal);
        await staff.Network.Settle();
        for (var n = 1; n < 5; n++)
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await staff.Do(reference, "resend")).Status);
            await staff.Network.Settle();
        }

        var sixth = await staff.Do(reference, "resend");
        PageRules.AreKept(sixth.Page);

        Assert.Contains("5 times already", sixth.Errors, StringComparison.Ordinal);
        Assert.Equal(6, staff.Network.Mailer.Sent.Count);
    }

    [Fact]
    public async Task An_address_that_staff_give_is_written_to_again_although_it_bounced_once()
    {
        await using var staff = await StaffSite.Start();
        var address = EmailAddress.Parse("ana@fixed.example");
        await staff.Network.Get<SuppressionList>().Hear(address, SuppressionReason.HardBounce, Some.Moment.AddDays(-1), Site.Cancel);
        var reference = await staff.Ask();

        await staff.Do(reference, "contact", ("contact.email", address.Value));
        await staff.Do(reference, "resend");
        await staff.Network.Settle();

        Assert.Equal(address, Assert.Single(staff.Network.Mailer.Sent[^1].To));
    }

    [Fact]
    public async Task A_contact_that_is_wrong_is_said_in_a_summary_and_kept_as_typed()
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();

        var answer = await staff.Do(reference, "contact", ("contact.name", " "), ("contact.email", "nobody at home"), ("why", new string('x', 301)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("Give the contact's name. This is not an email address we can write to. Check it, for example name@school.org. Please keep the reason to 300 characters; it has 301.", answer.Errors);
        Assert.Equal("nobody at home", answer.Page.QuerySelector("#contact-email")!.GetAttribute("value"));
        PageRules.AreKept(answer.Page);
        Assert.Equal("Nothing is different yet. Change what is wrong and send it again.", (await staff.Do(reference, "contact")).Errors);
    }

    [Fact]
    public async Task No_log_line_tells_who_the_contact_is_or_why_staff_acted()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach, Some.Coach with { Id = "second" }], Site.Cancel);
        await staff.Network.Settle();
        var reference = await staff.Ask();
        await staff.Do(reference, "contact", ("contact.name", "Zenobia Quill"), ("contact.email", "zenobia@quill.example"), ("why", "Overheard"));
        await staff.Do(reference, "resend", ("to", "both"), ("why", "Overheard"));
        await staff.Network.Settle();
        await staff.Do(reference, "reassign", ("coach", "second"), ("why", "Overheard"));
        await staff.Network.Settle();

        Assert.DoesNotContain(staff.Network.Logs.Lines, line => new[] { "Zenobia", "zenobia", "quill", "Lucero", "lucero", "Overheard", "Osei" }.Any(word => line.Contains(word, StringComparison.Ordinal)));
        Assert.Contains(staff.Network.Logs.Lines, line => line.Contains($"{reference}: staff did reassign.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_send_a_members_browser_to_an_act()
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/staff/requests/{reference}/resend") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await staff.Site.Http.SendAsync(request, Site.Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
