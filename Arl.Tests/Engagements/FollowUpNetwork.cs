using System.Globalization;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Xunit;
using static Arl.Tests.Matching.Waiting;

namespace Arl.Tests.Engagements;

/// <summary>A network whose timer of follow-ups a test winds. It begins on Tuesday, November 24, 2026, at 8:00 in Denver, where school and coaches are.</summary>
internal static class FollowUpNetwork
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Two coaches with a place each, and a request that is introduced to one of them.</summary>
    public static async Task<Reference> Introduced(TestNetwork network)
    {
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }, Some.Coach with { Id = "coach-2", Name = "Lee Park", Email = Domain.EmailAddress.Parse("lee.park@learning-partners.example"), Capacity = 1 }], Cancel);
        await network.Settle();
        var reference = await Ask(network, "ana.lucero@mesaschools.example");
        await network.Settle();
        Assert.Equal((RequestState.Introduced, "coach-1"), ((await Stored(network, reference)).State, (await Stored(network, reference)).Match!.CoachId));
        return reference;
    }

    /// <summary>The timer ticks at that moment, as often and as much beside itself as said, and all that is owed is done. What left by it.</summary>
    public static async Task<IReadOnlyList<MailToSend>> Tick(this TestNetwork network, string at, int beside = 1, int times = 1)
    {
        network.Clock.SetUtcNow(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        var before = network.Mailer.Sent.Count;
        for (var time = 0; time < times; time++)
        {
            await Task.WhenAll(Enumerable.Range(0, beside).Select(_ => network.Function<FollowUp>().Run(new TimerInfo(), Cancel)));
            await network.Settle();
        }
        return [.. network.Mailer.Sent.Skip(before)];
    }

    /// <summary>As if a person did it.</summary>
    public static async Task Happens(this TestNetwork network, Reference reference, RequestEvent happened)
    {
        var stored = (await network.Requests.Get(reference, Cancel))!;
        var moved = Assert.IsType<Step.Moved>(RequestLife.Apply(stored.Request, happened, network.Clock.GetUtcNow()));
        Assert.True(await network.Requests.Commit(RequestChange.Of(stored, moved.Request, happened, "staff: a test", null, network.Clock.GetUtcNow()), Cancel));
    }

    /// <summary>The ends of the emails' ids, in order: <c>reminder-1_coach</c>.</summary>
    public static IEnumerable<string> Names(this IEnumerable<MailToSend> mails) => mails.Select(mail => mail.Id[(mail.Id.IndexOf("_email_", StringComparison.Ordinal) + 7)..]).Order(StringComparer.Ordinal);
}
