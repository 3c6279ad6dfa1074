using System.Globalization;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Introductions;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Xunit;
using static Arl.Tests.Matching.Waiting;

namespace Arl.Tests.Introductions;

/// <summary>What staff hear of the promise, on real storage. The network's clock is New York's; the tests begin on a Tuesday at 10:00 there.</summary>
public sealed class PromiseWatchTests
{
    private static readonly School s_arizona = Some.School with { Id = NcesSchoolId.Parse("040000200001"), Name = "Canyon School", State = UsState.Parse("AZ") };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_hear_of_a_request_that_is_about_to_break_it_once_a_day_whatever_the_timer_does()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Ask(network, "ana@mesa.example");
        await network.Settle();

        await Tick(network, "2026-11-24T22:45Z"); // 13 hours old.
        await Tick(network, "2026-11-25T12:45Z"); // 22 hours old, but it is 7:45 there.
        Assert.DoesNotContain(network.Mailer.Sent, mail => mail.Id.StartsWith("promise-", StringComparison.Ordinal));
        network.Clock.SetUtcNow(At("2026-11-25T13:00Z"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => network.Function<WatchPromise>().Run(new TimerInfo(), Cancel)));
        await Tick(network, "2026-11-25T20:00Z"); // Broken by now; the day's email is spent.

        var mail = Assert.Single(network.Mailer.Sent, mail => mail.Id.StartsWith("promise-", StringComparison.Ordinal));
        Assert.Equal(("promise-2026-11-25_email_alert_staff", "24-hour promise: 1 request about to break it"), (mail.Id, mail.Subject));
        Assert.Contains(reference.ToString(), mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lucero", mail.Text + mail.Html, StringComparison.Ordinal);
        await Tick(network, "2026-11-26T13:00Z"); // Thanksgiving: hours pass on holidays too.
        Assert.Equal("24-hour promise: 1 request broke it", network.Mailer.Sent[^1].Subject);
        var told = network.Mailer.Sent.Count;
        await Tick(network, "2026-11-27T13:00Z"); // Nothing new: the same is not said every day.
        Assert.Equal(told, network.Mailer.Sent.Count);
    }

    [Fact]
    public async Task What_is_introduced_withdrawn_or_paused_in_time_worries_nobody()
    {
        await using var network = await TestNetwork.Start(s_arizona);
        var withdrawn = await Ask(network, "first@mesa.example");
        var paused = await Ask(network, "second@mesa.example", Some.Neighbor);
        var introduced = await Ask(network, "third@canyon.example", s_arizona);
        await network.Settle();
        await Withdraw(network, withdrawn);
        await Happens(network, paused, new RequestEvent.Paused(new(2027, 1, 11)));
        await network.Coaches.Import([Some.Coach with { Capacity = 1, States = new HashSet<UsState> { UsState.Parse("AZ") } }], Cancel);
        await network.Settle();
        Assert.Equal(RequestState.Introduced, (await Stored(network, introduced)).State);
        var sent = network.Mailer.Sent.Count;

        await Tick(network, "2026-11-25T14:00Z");
        await Tick(network, "2026-11-26T14:00Z");

        Assert.Equal(sent, network.Mailer.Sent.Count);
        var figures = await network.Get<RequestsForReach>().Promise(network.Clock.GetUtcNow(), Cancel);
        Assert.Equal((1, 0, 100), (figures.Kept, figures.Broken, figures.Share));
    }

    [Fact]
    public async Task The_share_is_of_the_requests_of_the_last_12_months()
    {
        await using var network = await TestNetwork.Start();
        await Ask(network, "first@mesa.example");
        network.Clock.Advance(TimeSpan.FromDays(200));
        await Ask(network, "second@mesa.example");
        network.Clock.Advance(TimeSpan.FromDays(2));
        var reach = network.Get<RequestsForReach>();

        Assert.Equal(2, (await reach.Promise(network.Clock.GetUtcNow(), Cancel)).Broken);
        Assert.Equal(1, (await reach.Promise(network.Clock.GetUtcNow().AddDays(200), Cancel)).Broken);
    }

    [Fact]
    public async Task The_email_of_the_day_reads_so()
    {
        await using var network = await TestNetwork.Start(s_arizona);
        await Append(network, Some.Request with { Reference = Reference.Create(3, 1) }, "2026-11-24T15:00Z");
        await Append(network, Some.Request with { Reference = Reference.Create(4, 2) }, "2026-11-24T19:30Z");
        await Append(network, Some.Request with { Reference = Reference.Create(5, 3), Place = RequestedPlace.Of(s_arizona, Some.Schools) }, "2026-11-25T11:00Z");
        await Append(network, Some.Request with { Reference = Reference.Create(6, 4) }, "2026-11-23T15:00Z");

        await Tick(network, "2026-11-25T14:00Z");

        var mail = Assert.Single(network.Mailer.Sent);
        Approved.Text("Day", $"{mail.Subject}\n\n{mail.Text}");
        Approved.Html("Day", mail.Html);
    }

    /// <summary>A request received at that moment that waits.</summary>
    private static async Task Append(TestNetwork network, CoachingRequest request, string at)
    {
        await network.Requests.Commit(RequestChange.Create(request with { ReceivedAt = At(at) }, "school", At(at)), Cancel);
        await network.Get<MatchOne>().Run(request.Reference, Cancel);
    }

    private static async Task Happens(TestNetwork network, Reference reference, RequestEvent happened)
    {
        var stored = (await network.Requests.Get(reference, Cancel))!;
        var moved = Assert.IsType<Step.Moved>(RequestLife.Apply(stored.Request, happened, network.Clock.GetUtcNow()));
        Assert.True(await network.Requests.Commit(RequestChange.Of(stored, moved.Request, happened, "staff: a test", null, network.Clock.GetUtcNow()), Cancel));
    }

    private static async Task Tick(TestNetwork network, string at)
    {
        network.Clock.SetUtcNow(At(at));
        await network.Function<WatchPromise>().Run(new TimerInfo(), Cancel);
        await network.Settle();
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
