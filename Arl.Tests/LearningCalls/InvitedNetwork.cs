using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>A network with a weekly call and its coaches, in which a test lets time pass.</summary>
internal sealed class InvitedNetwork(TestNetwork network) : IAsyncDisposable
{
    public static readonly DateOnly Week = new(2026, 12, 1);

    public static readonly Coach Jo = Some.Coach;
    public static readonly Coach Ana = Some.Coach with { Id = "coach-2", Name = "Ana Silva", Email = Domain.EmailAddress.Parse("ana.silva@bright-harbor.example"), TimeZone = "Pacific/Honolulu" };

    public TestNetwork Network => network;

    public CallsTable Calls => network.Get<CallsTable>();

    public IReadOnlyList<MailToSend> Sent => network.Mailer.Sent;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>With Jo in Denver and Ana in Honolulu, on Wednesday, November 25.</summary>
    public static async Task<InvitedNetwork> Start(CallSeries? series = null, params Coach[] coaches)
    {
        var calls = new InvitedNetwork(await TestNetwork.Start());
        await calls.Network.Coaches.Import(coaches is [] ? [Jo, Ana] : coaches, Cancel);
        calls.Network.Clock.SetUtcNow(SomeCalls.At("2026-11-25T15:00Z"));
        Assert.True(await calls.Calls.Change(null, series ?? Series, new(CallChangeKind.Set), null, Cancel));
        return calls;
    }

    /// <summary>The timer at a moment, and whatever it owes is sent.</summary>
    public async Task At(string moment)
    {
        network.Clock.SetUtcNow(SomeCalls.At(moment));
        await Tick();
    }

    public async Task Tick()
    {
        await network.Get<CallRun>().All(Cancel);
        await network.Settle();
    }

    /// <summary>What staff do to the series.</summary>
    public async Task Change(CallChange change, CallException? week = null, Func<CallSeries, CallSeries>? with = null)
    {
        var read = (await Calls.Series(Cancel))!;
        Assert.True(await Calls.Change(read, with?.Invoke(read.Series) ?? read.Series.WithChangedWeek(), change, week, Cancel));
    }

    /// <summary>Subject and calendar file of each email to a coach, in order.</summary>
    public async Task<IReadOnlyList<(string Subject, ReadCalendar? File)>> MailsTo(Coach coach)
    {
        var mails = new List<(string, ReadCalendar?)>();
        foreach (var mail in Sent.Where(mail => mail.To.Contains(coach.Email)))
            mails.Add((mail.Subject, mail.Attachments.SingleOrDefault() is { } file ? await ReadCalendar.Of(file.Content.ToString(), 4) : null));
        return mails;
    }

    public ValueTask DisposeAsync() => network.DisposeAsync();
}
