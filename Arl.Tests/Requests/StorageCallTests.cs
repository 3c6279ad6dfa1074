using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Storage;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>What a request costs in calls to storage, and that sparing a read never makes a stale one count.</summary>
public sealed class StorageCallTests : IAsyncDisposable
{
    private readonly TestClock _clock = new(Some.Moment);
    private readonly MemoryAccount _account;
    private readonly CountedCalls _calls = new();
    private readonly FakeMailer _mailer = new();
    private readonly NetworkProcess _network;

    public StorageCallTests()
    {
        _account = MemoryAccount.WithEverything(_clock);
        SimulatedSchools.Save(_account);
        _network = new(_account.Open(_calls), _clock, _mailer);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 14)] // Entered by staff, who have no limits.
    [InlineData(true, 15)] // Counted by address and network, where neither has sent anything today.
    public async Task From_the_form_to_the_introduction_a_request_makes_fourteen_calls_and_one_to_be_counted(bool isLimited, int calls)
    {
        await Coaches();
        await Ask("first@mesa.example");
        await Settle();
        _calls.Made.Clear();

        var accepted = await _network.Get<AcceptRequest>().Handle(Some.Form with { ContactEmail = "ana@mesa.example" }, idempotencyKey: null, EnteredBy.School with { IsLimited = isLimited, Network = "203.0.113.9" }, Cancel);
        var reference = Assert.IsType<Acceptance.Accepted>(accepted).Reference;
        await Settle();

        Assert.Equal(RequestState.Introduced, (await _network.Get<RequestsTable>().Get(reference, Cancel))!.Request.State);
        var toIntroduced = _calls.Made.TakeWhile(call => call.Place != QueueNames.CountReach).ToList();
        Assert.True(toIntroduced.Count == calls, string.Join(Environment.NewLine, toIntroduced));
    }

    [Fact]
    public async Task A_request_that_another_instance_ended_since_it_was_received_here_gets_no_coach()
    {
        await Coaches();
        var reference = await Ask("ana@mesa.example");
        await using var other = new NetworkProcess(_account.Open(), _clock, _mailer);

        await Actors.Withdraw(other, reference);
        await _network.Get<MatchOne>().Run(reference, Cancel);

        Assert.Equal(RequestState.Withdrawn, (await _network.Get<RequestsTable>().Get(reference, Cancel))!.Request.State);
        Assert.Equal(0, (await _network.Get<CoachesTable>().All(Cancel)).Sum(coach => coach.Load.Taken));
    }

    [Fact]
    public async Task A_request_that_another_instance_matched_and_a_coach_handed_back_keeps_the_place_of_its_newest_match()
    {
        await Coaches("c1", "c2");
        var reference = await Ask("ana@mesa.example");
        await using var other = new NetworkProcess(_account.Open(), _clock, _mailer);
        await other.Get<MatchOne>().Run(reference, Cancel);
        await Actors.HandBack(other, reference);
        await other.Get<MatchOne>().Run(reference, Cancel);

        await _network.Get<MatchOne>().Run(reference, Cancel); // The first message once more, where the request was received.

        var row = await _account.Open().Table(TableNames.Coaches).GetEntityAsync<Azure.Data.Tables.TableEntity>(CoachesTable.Partition, $"place_{reference}", cancellationToken: Cancel);
        Assert.Equal((2, 2), (row.Value.GetInt32("Match"), (await _network.Get<RequestsTable>().Get(reference, Cancel))!.Request.Match!.Number));
    }

    public async ValueTask DisposeAsync() => await _network.DisposeAsync();

    private async Task Coaches(params string[] ids)
    {
        Coach[] coaches = [.. (ids.Length == 0 ? ["c1"] : ids).Select(id => Some.Coach with { Id = id, Email = Domain.EmailAddress.Parse($"{id}@coaches.example") })];
        await Actors.Load(_network, "one", coaches);
        await Settle();
    }

    private async Task<Reference> Ask(string email) => (await Actors.Ask(_network, Some.Form with { ContactEmail = email }, key: null))!;

    private async Task Settle()
    {
        var raw = _account.Open();
        for (var worked = true; worked;)
        {
            worked = false;
            foreach (var function in NetworkProcess.Queues)
                foreach (var message in (await raw.Queue(function.QueueName).ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10), Cancel)).Value)
                {
                    worked = true;
                    await _network.Handle(function, message.MessageText);
                    await raw.Queue(function.QueueName).DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancel);
                }
        }
    }
}
