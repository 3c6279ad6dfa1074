using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Journeys;

/// <summary>
/// kill -9 while schools ask: what was answered 202 is kept and finished, whatever the program was at, and the ledger of every row is right two minutes after the last start at the latest,
/// although the messages of a dead worker stay hidden for ten. <c>ARL_KILLS=1000</c> kills more often.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int KillsInCi = 3;
    private const int LatestKill = 400; // Milliseconds after the first answer of a round.
    private const int EarlyKill = 5; // Every so many, the milliseconds count from the first request instead, which a cold program is slow to answer.
    private const int Askers = 3;
    private const int MostPerAsker = 3;
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromMinutes(2);
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("ARL_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : KillsInCi;
    private static readonly Dictionary<string, int> s_capacityAsLoaded = [];
    private readonly ConcurrentDictionary<string, Visitor.Answer> _accepted = new(); // By the contact's address, which each request has for itself.
    private int _asked;

    [Fact]
    public async Task Killed_at_any_moment_it_loses_no_accepted_request()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed of the moments: {seed}");
        await using var host = await RunningHost.Start(null, "--Guard:ProofOfWork=Off"); // So many requests from so many addresses are an attack, in which each waits for a click.
        using var visitor = new Visitor(host);
        await LoadCoaches(visitor);
        var schools = await visitor.Find("school");

        var clock = Stopwatch.StartNew();
        await KillAgainAndAgain(host, visitor, schools, new Random(seed));
        Say($"{Kills} kills in {clock.Elapsed.TotalSeconds:0.0} s: {_accepted.Count} requests accepted, {_asked - _accepted.Count} not answered.");
        clock.Restart();
        var storage = new ArlStorage(host.StorageConnectionString);
        var problems = await Recovered(storage, visitor);
        Say($"All settled {clock.Elapsed.TotalSeconds:0.0} s after the last start, while {await HiddenMessages(storage)} messages of dead workers were still hidden.");

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
        Assert.True(_accepted.Count >= Kills, $"Only {_accepted.Count} were accepted: these kills came too early to show anything.");
        Assert.True(await HiddenMessages(storage) > 0, "No kill met a worker at work: nothing had to be recovered.");
        await AllAreIntroduced(visitor);
        await EveryLetterIsThere(visitor);
    }

    /// <summary>Room for all, but only a few places with each.</summary>
    private static async Task LoadCoaches(Visitor visitor)
    {
        var (code, body) = await visitor.LoadCoaches(Enumerable.Range(1, Math.Max(60, 3 * Kills)).Select(n => $"c{n},Coach {n},coach{n}@kill.example,Organization {n % 7},literacy;remote-hybrid,*,*,en,*,America/New_York,4,yes"));
        Assert.True(code == HttpStatusCode.OK, body.ToString());
    }

    private async Task KillAgainAndAgain(RunningHost host, Visitor visitor, IReadOnlyList<Visitor.School> schools, Random random)
    {
        var storage = new ArlStorage(host.StorageConnectionString);
        for (var kill = 0; kill < Kills || (kill < 2 * Kills && await HiddenMessages(storage) == 0); kill++) // A few more where chance has not met a worker at work yet.
        {
            var before = _accepted.Count;
            var asking = Enumerable.Range(0, Askers).Select(_ => Ask(visitor, schools)).ToList();
            if (kill % EarlyKill > 0)
                await Eventually.True(() => _accepted.Count > before);
            await Task.Delay(random.Next(LatestKill + 1), TestContext.Current.CancellationToken); // The random moment.
            await host.Kill();
            await Task.WhenAll(asking);
            await host.StartAgain();
            await AllAreStored(host, kill + 1);
        }
    }

    /// <summary>Right after each start, so that whoever looks for the cause knows where.</summary>
    private async Task AllAreStored(RunningHost host, int kill)
    {
        var table = new ArlStorage(host.StorageConnectionString).Table(TableNames.Requests);
        foreach (var reference in _accepted.Values.Select(answer => Reference.Parse(answer.Reference!)))
            Assert.True((await table.GetEntityIfExistsAsync<TableEntity>(RequestKeys.Partition(reference), RequestKeys.Request(reference), ["RowKey"], TestContext.Current.CancellationToken)).HasValue,
                $"{reference} was answered with 202 and is lost after kill {kill}. The program said:{Environment.NewLine}{host.Output}");
    }

    private async Task Ask(Visitor visitor, IReadOnlyList<Visitor.School> schools)
    {
        for (var i = 0; i < MostPerAsker; i++)
        {
            var number = Interlocked.Increment(ref _asked);
            var email = $"principal{number}@kill.example";
            try
            {
                var answer = await visitor.Ask(schools[number % schools.Count].SchoolId, email);
                Assert.True(answer.Code == HttpStatusCode.Accepted, answer.Body);
                _accepted[email] = answer;
            }
            catch (HttpRequestException)
            {
                return; // Killed: nothing was promised.
            }
        }
    }

    /// <summary>What the ledger still says when it says nothing more, or when the limit is over.</summary>
    private async Task<IReadOnlyList<string>> Recovered(ArlStorage storage, Visitor visitor)
    {
        var accepted = _accepted.Values.Select(answer => Reference.Parse(answer.Reference!)).ToList();
        IReadOnlyList<string> problems = [];
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < RecoveryLimit; await Task.Delay(250, TestContext.Current.CancellationToken))
        {
            var mails = (await visitor.Letters()).Select(letter => new LoggedMail(letter.MessageId.Trim('<').Split('@')[0], default, Again: false, Outside: null));
            problems = await Ledger.Problems(storage, new(accepted, [.. mails], s_capacityAsLoaded));
            if (problems.Count == 0)
                break;
        }
        return problems;
    }

    /// <summary>Messages that some worker took and never settled: they show up ten minutes after it died, and nobody may have to wait for that.</summary>
    private static async Task<int> HiddenMessages(ArlStorage storage)
    {
        var hidden = 0;
        foreach (var name in QueueNames.All)
            hidden += (await storage.Queue(name).GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount - (await storage.Queue(name).PeekMessagesAsync(32, TestContext.Current.CancellationToken)).Value.Length;
        return hidden;
    }

    private async Task AllAreIntroduced(Visitor visitor)
    {
        foreach (var (email, answer) in _accepted)
            Assert.True(await visitor.IsIntroduced(answer.StatusUrl!), $"{answer.Reference} of {email} is not introduced.");
    }

    /// <summary>Each of the three emails came; where one came twice (killed between the mailbox's yes and our record), it is the same under the same Message-ID.</summary>
    private async Task EveryLetterIsThere(Visitor visitor)
    {
        var owed = _accepted.Values.SelectMany(answer => Owed(answer.Reference!)).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> came = [.. (await visitor.Letters()).Select(letter => letter.MessageId)];
        Assert.Empty(owed.Except(came, StringComparer.Ordinal));

        var references = _accepted.Values.Select(answer => answer.Reference!).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(came.Where(id => references.Contains(id.Trim('<').Split('_')[0])).Except(owed, StringComparer.Ordinal));
        Say($"{came.Count} emails came, {came.Count - came.Distinct(StringComparer.Ordinal).Count()} of them once more under the same Message-ID.");
    }

    private static string[] Owed(string reference) =>
        [$"<{reference}_email_acknowledgement_contact@arl.example>", $"<{reference}_email_introduction-1_coach@arl.example>", $"<{reference}_email_introduction-1_school@arl.example>"];

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
