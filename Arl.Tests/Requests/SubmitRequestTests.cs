using System.Net;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class SubmitRequestTests(Azurite azurite)
{
    [Fact]
    public async Task A_request_is_answered_202_with_its_reference_and_its_secret_link()
    {
        await using var site = await Site.Start();

        var answer = await site.Post(SomeJson.Request);

        Assert.Equal((HttpStatusCode.Accepted, "received"), (answer.Status, (string?)answer.Body["status"]));
        Assert.True(Reference.TryParse(answer.Reference, out _));
        Assert.StartsWith($"https://help.arl.example/requests/{answer.Reference}/", answer.StatusUrl, StringComparison.Ordinal);
        Assert.Equal(answer.StatusUrl, answer.Location);
    }

    [Fact]
    public async Task The_row_its_history_its_email_and_what_it_owes_stand_together_before_any_queue_is_worked()
    {
        await using var site = await Site.Start();

        var reference = Reference.Parse((await site.Post(SomeJson.Request)).Reference!);

        var rows = await site.Rows(TableNames.Requests);
        var request = (await site.Network.Requests.Get(reference, Site.Cancel))!.Request;
        Assert.Equal(
            new[]
            {
                $"{reference}_email_acknowledgement_contact", $"{reference}_history_0001", $"open_{request.Fingerprint}", $"outbox_{reference}_email_acknowledgement",
                $"outbox_{reference}_match_1", $"request_{reference}", MailLogRow.Prefix + MailLogRow.Place(request.ReceivedAt, $"{reference}_email_acknowledgement_contact"),
            }.Concat(RequestIndexRow.KeysOf(reference, request.ReceivedAt, request.NeedIndex.Total)).Select(row => $"{reference.Shard}/{row}").Order(StringComparer.Ordinal),
            rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task If_one_of_the_rows_cannot_be_written_none_is()
    {
        await using var site = await Site.Start();
        var first = Reference.Parse((await site.Post(SomeJson.Request)).Reference!);
        var before = await site.Rows(TableNames.Requests);

        // An equal request fails at its open row alone.
        await site.Post(SomeJson.Request);

        Assert.Equal(before, await site.Rows(TableNames.Requests));
        Assert.Single(await site.Network.Requests.History(first, Site.Cancel));
    }

    [Fact]
    public async Task What_was_sent_is_what_is_stored()
    {
        await using var site = await Site.Start();

        var reference = Reference.Parse((await site.Post(SomeJson.Request)).Reference!);

        var request = (await site.Network.Requests.Get(reference, Site.Cancel))!.Request;
        Assert.Equal(("Mesa Verde Elementary", "Ana Lucero", "Principal", "505 555 0142"), (request.Place.Name, request.Contact.Name, request.Contact.Role, request.Contact.Phone));
        Assert.Equal(["family-engagement", "multilingual-learners"], request.Needs);
        Assert.Equal(("Reach every family before the winter break.", "es", new DateOnly(2027, 1, 15)), (request.Goals, Assert.Single(request.Languages).Tag, request.StartBy));
    }

    [Fact]
    public async Task The_acknowledgement_and_both_introductions_leave_by_the_same_path()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);

        var answer = await site.Post(SomeJson.Request);
        await site.Network.Settle();

        Assert.Equal(
            [$"We have your request {answer.Reference}", "Introduction: Mesa Verde Elementary, New Mexico", "Meet your coach, Jo Reyes"],
            site.Network.Mailer.Sent.Select(mail => mail.Subject).OrderBy(subject => subject[0] != 'W').ThenBy(subject => subject[0]));
        Assert.DoesNotContain(await site.Rows(TableNames.Requests), row => row.Contains("outbox_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_asks_again_is_not_told_how_the_first_request_stands_since_they_may_only_have_guessed_its_address()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var first = await site.Post(SomeJson.Request);
        await site.Network.Settle();
        Assert.Equal(RequestState.Introduced, (await site.Network.Requests.Get(Reference.Parse(first.Reference!), Site.Cancel))!.Request.State);

        var again = await site.Post(SomeJson.Request);

        Assert.Equal((first.Reference, "received", null), (again.Reference, (string?)again.Body["status"], (string?)again.Body["statusUrl"]));
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_costs_nobody_a_request_and_the_sweep_delivers_it()
    {
        await using var site = await Site.OnAzurite(azurite, services => services.WithoutQueues());
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await site.Network.Settle();

        var answer = await site.Post(SomeJson.Request);

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        await site.Network.Settle();
        Assert.Empty(site.Network.Mailer.Sent);

        site.Network.Clock.Advance(OutboxSchedule.FirstWait);
        Assert.Equal(2, await site.Network.Get<Outbox>().Sweep(Site.Cancel));
        await site.Network.Settle();
        Assert.Equal(3, site.Network.Mailer.Sent.Count);
    }

    [Fact]
    public async Task Twenty_equal_requests_at_once_are_one_request()
    {
        await using var site = await Site.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.Post(SomeJson.Request)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Single(answers.Select(answer => answer.Reference).Distinct());
        Assert.Single(answers, answer => answer.Location is not null);
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task An_equal_request_is_answered_with_the_first_reference_and_without_its_secret_link()
    {
        await using var site = await Site.Start();
        var first = await site.Post(SomeJson.Request);
        var again = SomeJson.From("Ana.Lucero@MesaSchools.example");
        again["goals"] = "Something else.";

        var second = await site.Post(again);

        Assert.Equal((HttpStatusCode.Accepted, first.Reference, null, null), (second.Status, second.Reference, (string?)second.Body["statusUrl"], second.Location));
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task Another_contact_of_the_same_school_makes_a_request_of_their_own()
    {
        await using var site = await Site.Start();

        Assert.NotEqual((await site.Post(SomeJson.Request)).Reference, (await site.Post(SomeJson.From("jose.baca@mesaschools.example"))).Reference);
    }

    [Fact]
    public async Task A_district_that_asks_for_other_schools_makes_another_request_and_for_the_same_ones_none()
    {
        await using var site = await Site.Start();
        var first = await site.Post(SomeJson.District("359000100001"));

        var other = await site.Post(SomeJson.District("359000100002"));
        var all = await site.Post(SomeJson.District());

        Assert.Equal(3, new[] { first.Reference, other.Reference, all.Reference }.Distinct().Count());
        Assert.Equal(all.Reference, (await site.Post(SomeJson.District("359000100002", "359000100001"))).Reference);
    }

    [Theory]
    [InlineData(12, HttpStatusCode.Accepted)] // 10 p.m. of that day in New York; tomorrow already in UTC.
    [InlineData(19, HttpStatusCode.Accepted)] // The last hour of that day in American Samoa.
    [InlineData(20, HttpStatusCode.BadRequest)]
    public async Task A_school_may_start_today_for_as_long_as_it_is_today_anywhere_in_the_states(int hours, HttpStatusCode expected)
    {
        await using var site = await Site.Start();
        site.Network.Clock.Advance(TimeSpan.FromHours(hours));
        var request = SomeJson.Request;
        request["startBy"] = "2026-11-24";

        Assert.Equal(expected, (await site.Post(request)).Status);
    }

    [Theory]
    [InlineData(23 * 60 + 59, true)]
    [InlineData(24 * 60, false)]
    public async Task An_equal_request_is_the_first_one_for_24_hours(int minutes, bool same)
    {
        await using var site = await Site.Start();
        var first = await site.Post(SomeJson.Request);

        site.Network.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(same, (await site.Post(SomeJson.Request)).Reference == first.Reference);
    }

    [Fact]
    public async Task After_a_withdrawal_the_same_school_can_ask_anew()
    {
        await using var site = await Site.Start();
        var first = await site.Post(SomeJson.Request);
        using var withdrawn = await site.Http.PostAsync(new Uri(first.StatusPath + "/withdraw", UriKind.Relative), null, Site.Cancel);

        var second = await site.Post(SomeJson.Request);

        Assert.NotEqual(first.Reference, second.Reference);
        Assert.NotNull(second.Location);
        Assert.Equal(second.Reference, (await site.Post(SomeJson.Request)).Reference);
    }

    [Fact]
    public async Task The_log_of_a_whole_intake_holds_no_name_address_or_free_text()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);

        var answer = await site.Post(SomeJson.Request);
        await site.Post(SomeJson.Request);
        await site.Network.Settle();
        using var page = await site.Http.GetAsync(answer.StatusPath, Site.Cancel);

        Assert.Contains(site.Network.Logs.Lines, line => line.Contains($"{answer.Reference} is matched", StringComparison.Ordinal));
        string[] personal = ["Ana", "Lucero", "@", "505 555", "winter break", "Mesa Verde", "Jo Reyes", answer.StatusUrl[^22..]];
        Assert.DoesNotContain(site.Network.Logs.Lines, line => personal.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
