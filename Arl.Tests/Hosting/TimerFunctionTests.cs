using Arl.Functions.Hosting.Local;
using Arl.Tests.Support;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class TimerFunctionTests(Azurite azurite)
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly string _account = azurite.NewAccount();
    private readonly FakeTimeProvider _clock = new(s_noon);

    private sealed class Hourly(Calls calls, TimeProvider clock)
    {
        [Function(nameof(Hourly))]
        public void Run([TimerTrigger("0 30 * * * *")] TimerInfo timer) => calls.Note($"{clock.GetUtcNow():HH:mm}{(timer.IsPastDue ? " past due" : "")}");
    }

    private sealed class Often(Calls calls)
    {
        [Function(nameof(Often))]
        public void Run([TimerTrigger("%Often_Schedule%")] TimerInfo timer) => calls.Note(timer.ScheduleStatus is null ? "tick" : "recorded tick");
    }

    private sealed class AtStart(Calls calls)
    {
        [Function(nameof(AtStart))]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => calls.Note($"start, past due: {timer.IsPastDue}");
    }

    private sealed class Slow(Calls calls)
    {
        [Function(nameof(Slow))]
        public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancel) => calls.AtGate($"slow {timer.IsPastDue}", cancel);
    }

    private SomeHost Setup(Type function) => new(_account) { Functions = [function], Clock = _clock, Settings = new Dictionary<string, string?> { ["Often_Schedule"] = "*/10 * * * * *" } };

    private BlobContainerClient HostBlobs => new(_account, HostStorage.Container);

    private async Task<bool> HasRecorded(string function) => await HostBlobs.GetBlobClient($"timers/arl-local/{function}/status").ExistsAsync(Cancel);

    private async Task<bool> Holds(string function)
    {
        var blob = HostBlobs.GetBlobClient($"locks/arl-local/{function}");
        return await blob.ExistsAsync(Cancel) && (await blob.GetPropertiesAsync(cancellationToken: Cancel)).Value.LeaseState == LeaseState.Leased;
    }

    /// <summary>The clock of the test moves on in small steps until what is expected has happened.</summary>
    private Task Pass(Func<bool> until, TimeSpan step) => Eventually.True(() =>
    {
        if (until())
            return true;
        _clock.Advance(step);
        return until();
    });

    /// <summary>Brings the timer to the point where it waits for its tick, at noon.</summary>
    private Task UntilWaiting(string function) => Eventually.True(() => HasRecorded(function));

    [Fact]
    public async Task A_timer_runs_at_each_of_its_ticks()
    {
        var setup = Setup(typeof(Hourly));
        await using var host = await setup.Start();
        await UntilWaiting(nameof(Hourly));

        await Pass(() => setup.Calls.Noted.Count == 2, TimeSpan.FromMinutes(1));

        Assert.All(setup.Calls.Noted.Zip(["12:3", "13:3"]), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.All(setup.Calls.Noted, note => Assert.DoesNotContain("past due", note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schedule_can_stand_in_a_setting_and_one_that_is_frequent_is_not_recorded()
    {
        var setup = Setup(typeof(Often));
        await using var host = await setup.Start();

        await Pass(() => setup.Calls.Noted.Count >= 3, TimeSpan.FromSeconds(1));

        Assert.All(setup.Calls.Noted, note => Assert.Equal("tick", note));
        Assert.False(await HasRecorded(nameof(Often)));
    }

    [Fact]
    public async Task A_tick_missed_while_nothing_ran_is_made_up_for_once_at_the_start()
    {
        var setup = Setup(typeof(Hourly));
        await using (await setup.Start())
            await UntilWaiting(nameof(Hourly));
        _clock.Advance(TimeSpan.FromHours(5));

        await using var host = await setup.Start();
        await Eventually.True(() => setup.Calls.Noted.Count == 1);
        await Pass(() => setup.Calls.Noted.Count == 2, TimeSpan.FromMinutes(1));

        Assert.Equal("17:00 past due", setup.Calls.Noted[0]);
        Assert.StartsWith("17:3", setup.Calls.Noted[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_that_ran_is_not_made_up_for()
    {
        var setup = Setup(typeof(Hourly));
        await using (await setup.Start())
        {
            await UntilWaiting(nameof(Hourly));
            await Pass(() => setup.Calls.Noted.Count == 1, TimeSpan.FromMinutes(1));
        }

        await using var host = await setup.Start();
        await Eventually.True(() => Holds(nameof(Hourly)));
        await Pass(() => setup.Calls.Noted.Count == 2, TimeSpan.FromMinutes(1));

        Assert.StartsWith("13:3", setup.Calls.Noted[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_that_runs_on_startup_does()
    {
        var setup = Setup(typeof(AtStart));

        await using var host = await setup.Start();

        await Eventually.True(() => setup.Calls.Noted.SequenceEqual(["start, past due: False"]));
    }

    [Fact]
    public async Task A_timer_never_runs_beside_itself_and_ticks_that_passed_meanwhile_are_one()
    {
        var setup = Setup(typeof(Slow));
        await using var host = await setup.Start();
        await UntilWaiting(nameof(Slow));
        await Pass(() => setup.Calls.Noted.Count == 1, TimeSpan.FromSeconds(10));
        using var client = new HttpClient { BaseAddress = host.BaseAddress };

        await client.PostAsync(new Uri("admin/functions/Slow", UriKind.Relative), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Cancel);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["slow False began"], setup.Calls.Noted);
        setup.Calls.OpenGate();

        await Eventually.True(() => setup.Calls.Noted.Count(note => note.EndsWith("ended", StringComparison.Ordinal)) == 3);
        Assert.Equal(1, setup.Calls.MostRunning);
        Assert.Equal(6, setup.Calls.Noted.Count);
    }

    [Fact]
    public async Task Of_two_processes_one_runs_the_timer_and_the_other_takes_over_when_it_stops()
    {
        var one = Setup(typeof(Hourly));
        var other = Setup(typeof(Hourly)) with { Calls = new() };
        await using var first = await one.Start();
        await UntilWaiting(nameof(Hourly));
        await using var second = await other.Start();

        await Pass(() => one.Calls.Noted.Count == 3, TimeSpan.FromMinutes(1));
        Assert.Empty(other.Calls.Noted);
        await first.Stop();

        await Eventually.True(() => Holds(nameof(Hourly)));
        await Pass(() => other.Calls.Noted.Count == 1, TimeSpan.FromMinutes(1));
        Assert.Equal(3, one.Calls.Noted.Count);
    }

    [Fact]
    public async Task A_schedule_that_changed_counts_from_now()
    {
        await using (await Setup(typeof(Hourly)).Start())
            await UntilWaiting(nameof(Hourly));
        var blob = HostBlobs.GetBlobClient($"timers/arl-local/{nameof(Hourly)}/status");
        await blob.UploadAsync(BinaryData.FromObjectAsJson(new ScheduleStatus { Last = s_noon.UtcDateTime.AddDays(-1), Next = s_noon.UtcDateTime.AddHours(-1), LastUpdated = s_noon.UtcDateTime.AddDays(-1) }), overwrite: true, Cancel);
        var setup = Setup(typeof(Hourly));

        await using var host = await setup.Start();
        await Eventually.True(() => Holds(nameof(Hourly)));
        await Pass(() => setup.Calls.Noted.Count == 1, TimeSpan.FromMinutes(1));

        Assert.StartsWith("12:3", setup.Calls.Noted[0], StringComparison.Ordinal);
    }
}
