using System.Net;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Journeys;

/// <summary>Storage and mailbox of the running program stop and come back.</summary>
public sealed class OutageJourneyTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly TimeSpan UntilBack = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task While_storage_is_away_a_request_is_refused_in_clear_words_and_taken_when_it_is_back()
    {
        var host = await shared.Running;
        using var visitor = new Visitor(host);
        var school = (await visitor.Find("school"))[0].SchoolId;

        Visitor.Answer refused;
        using (KeptDown(host))
            refused = await visitor.Ask(school, "principal@away.example");
        Visitor.Answer? taken = null;
        await Eventually.True(async () => (taken = await visitor.Ask(school, "principal@back.example")).Code == HttpStatusCode.Accepted, UntilBack);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Code);
        Assert.Contains("Storage does not answer", refused.Body, StringComparison.Ordinal);
        Assert.Contains("Try again in a few seconds.", refused.Body, StringComparison.Ordinal);
        await Eventually.True(() => visitor.IsIntroduced(taken!.StatusUrl!), UntilBack);
        Assert.Contains("Storage (Azurite) stopped by itself", host.Output, StringComparison.Ordinal);
        Assert.Contains("Storage does not answer. Queues and timers wait, and go on when it is back.", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_mailbox_is_away_requests_are_taken_and_the_emails_come_when_it_is_back()
    {
        var host = await shared.Running;
        using var visitor = new Visitor(host);
        var school = (await visitor.Find("school"))[1].SchoolId;

        await RunningHost.Signal(host.MailboxProcess, "STOP");
        var asked = await visitor.Ask(school, "principal@school.example");
        var matched = await visitor.Page(asked.StatusUrl!);
        await RunningHost.Signal(host.MailboxProcess, "KILL");

        Assert.Equal(HttpStatusCode.Accepted, asked.Code);
        Assert.DoesNotContain("introduced by email", matched, StringComparison.Ordinal);
        await Eventually.True(() => visitor.IsIntroduced(asked.StatusUrl!), TimeSpan.FromSeconds(120));
        await Eventually.True(async () => (await visitor.Letters()).Where(letter => letter.MessageId.Contains(asked.Reference!, StringComparison.Ordinal)).DistinctBy(letter => letter.MessageId).Count() == 3, UntilBack);
        Assert.Contains("The mailbox (maildev) stopped by itself", host.Output, StringComparison.Ordinal);
    }

    /// <summary>Kills storage whenever the program has started it again, until disposed.</summary>
    private static Outage KeptDown(RunningHost host) => new(host);

    private sealed class Outage : IDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private readonly Task _killing;

        public Outage(RunningHost host)
        {
            Kill(host);
            _killing = Task.Run(async () =>
            {
                while (!_over.IsCancellationRequested)
                {
                    Kill(host);
                    await Task.Delay(20, CancellationToken.None);
                }
            });
        }

        public void Dispose()
        {
            _over.Cancel();
            _killing.GetAwaiter().GetResult();
            _over.Dispose();
        }

        private static void Kill(RunningHost host)
        {
            try
            {
                using var storage = System.Diagnostics.Process.GetProcessById(host.StorageProcess);
                storage.Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException or FormatException)
            {
                // Dead already, or its number is being written this moment.
            }
        }
    }
}
