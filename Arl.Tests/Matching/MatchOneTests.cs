using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Matching;

public sealed class MatchOneTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_becomes_an_introduction_in_two_inboxes()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);

        var reference = await Ask(network, "ana@mesa.example");
        await network.Settle();

        Assert.Equal(["ana@mesa.example", Some.Coach.Email.Value, "ana@mesa.example"], network.Mailer.Sent.OrderBy(mail => mail.Id, StringComparer.Ordinal).Select(mail => Assert.Single(mail.To).Value));
        Assert.Equal([null, "ana@mesa.example", Some.Coach.Email.Value], network.Mailer.Sent.OrderBy(mail => mail.Id, StringComparer.Ordinal).Select(mail => mail.ReplyTo?.Value));
        Assert.Equal(RequestState.Introduced, (await network.Requests.Get(reference, Cancel))!.Request.State);
        Assert.Equal(["Received", "CoachFound", "IntroductionSent"], (await network.Requests.History(reference, Cancel)).Select(entry => entry.Event));
    }

    [Fact]
    public async Task Two_hundred_at_once_for_a_hundred_places_give_a_hundred_matches_and_no_coach_too_many()
    {
        await using var network = await TestNetwork.Start();
        var coaches = Enumerable.Range(1, 25).Select(n => Some.Coach with { Id = $"coach-{n}", Capacity = 4 }).ToList();
        await network.Coaches.Import(coaches, Cancel);
        await network.Settle();
        var references = new List<Reference>();
        for (var n = 0; n < 200; n++)
            references.Add(await Ask(network, $"leader{n}@mesa.example"));

        await Parallel.ForEachAsync(references, new ParallelOptions { MaxDegreeOfParallelism = 200, CancellationToken = Cancel },
            async (reference, cancel) => await network.Get<MatchOne>().Run(reference, cancel));

        var counts = await network.Requests.CountByState(Cancel);
        Assert.Equal((100, 100), (counts[RequestState.Matched], counts[RequestState.Waiting]));
        Assert.All(await network.Coaches.All(Cancel), coach => Assert.Equal(coach.Load.Coach.Capacity, coach.Load.Taken));
        Assert.Equal(100, (await network.Coaches.Places(Cancel)).Count);
        Assert.All(await network.Requests.Waiting(Cancel), waiting => Assert.Equal("No coach with room covers family engagement or multilingual learners in New Mexico: 25 coaches do, all full.", waiting.Because));
    }

    [Fact]
    public async Task A_message_that_comes_twice_matches_once()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        var reference = await Ask(network, "ana@mesa.example");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => network.Get<MatchOne>().Run(reference, Cancel)));

        Assert.Equal(1, Assert.Single(await network.Coaches.All(Cancel)).Load.Taken);
        Assert.Equal(2, (await network.Requests.History(reference, Cancel)).Count);
    }

    [Fact]
    public async Task A_place_reserved_by_a_try_that_died_is_used_by_the_next()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);
        var reference = await Ask(network, "ana@mesa.example");
        await network.Coaches.Reserve(Assert.Single(await network.Coaches.All(Cancel)), Some.Ask with { Reference = reference }, match: 1, Cancel);

        await network.Get<MatchOne>().Run(reference, Cancel);

        Assert.Equal(RequestState.Matched, (await network.Requests.Get(reference, Cancel))!.Request.State);
        Assert.Equal(1, Assert.Single(await network.Coaches.All(Cancel)).Load.Taken);
    }

    [Fact]
    public async Task New_places_go_to_the_waiting_need_first_then_age()
    {
        await using var network = await TestNetwork.Start(Wealthy);
        var wealthy = await Ask(network, "first@mesa.example", Wealthy);
        network.Clock.Advance(TimeSpan.FromHours(1));
        var younger = await Ask(network, "second@mesa.example");
        network.Clock.Advance(TimeSpan.FromHours(1));
        var youngest = await Ask(network, "third@mesa.example");
        await network.Settle();

        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 2 }], Cancel);
        await network.Settle();

        Assert.Equal([RequestState.Introduced, RequestState.Introduced, RequestState.Waiting],
            await Task.WhenAll(new[] { younger, youngest, wealthy }.Select(async reference => (await network.Requests.Get(reference, Cancel))!.Request.State)));
    }

    [Fact]
    public async Task A_request_withdrawn_while_it_is_matched_keeps_no_place()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        var reference = await Ask(network, "ana@mesa.example");
        await network.Coaches.Reserve(Assert.Single(await network.Coaches.All(Cancel)), Some.Ask with { Reference = reference }, match: 1, Cancel);
        var stored = (await network.Requests.Get(reference, Cancel))!;
        var withdrawn = new RequestEvent.WithdrawnBySchool();
        await network.Requests.Commit(RequestChange.Of(stored, ((Step.Moved)RequestLife.Apply(stored.Request, withdrawn, Some.Moment)).Request, withdrawn, "school", null, Some.Moment), Cancel);

        await network.Get<MatchOne>().Run(reference, Cancel);

        Assert.Equal(0, Assert.Single(await network.Coaches.All(Cancel)).Load.Taken);
        Assert.Equal(RequestState.Withdrawn, (await network.Requests.Get(reference, Cancel))!.Request.State);
    }

    [Fact]
    public async Task When_all_is_done_nothing_is_owed()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        for (var n = 0; n < 5; n++)
            await Ask(network, $"leader{n}@mesa.example");

        await network.Settle();

        foreach (var (table, partitions) in network.GetAll<OutboxTable>())
            Assert.All(partitions, partition => Assert.Empty(network.Storage.Table(table).Query<TableEntity>(KeyRange.Of(partition, OutboxMessage.Prefix), cancellationToken: Cancel)));
    }

    [Fact]
    public async Task A_message_that_no_queue_took_is_sent_by_the_sweep()
    {
        await using var network = await TestNetwork.OnAzurite(azurite);
        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Storage.Queue(QueueNames.MatchRequests).DeleteAsync(Cancel);
        var reference = await Ask(network, "ana@mesa.example");
        await network.Storage.Queue(QueueNames.MatchRequests).CreateAsync(cancellationToken: Cancel);

        network.Clock.Advance(OutboxSchedule.FirstWait);
        await network.Get<Outbox>().Sweep(Cancel);
        await network.Settle();

        Assert.Equal(RequestState.Introduced, (await network.Requests.Get(reference, Cancel))!.Request.State);
    }

    private static readonly School Wealthy = Some.School with { Id = NcesSchoolId.Parse("359000200001"), Name = "Hill School", FreeOrReducedLunch = 4, TitleI = false, Locale = Locale.FromCode(21) };

    private static async Task<Reference> Ask(TestNetwork network, string email, School? school = null)
    {
        var form = Some.Form with { ContactEmail = email, SchoolId = (school ?? Some.School).Id.ToString() };
        return Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(form, idempotencyKey: null, EnteredBy.School, Cancel)).Reference;
    }
}
