using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>A provider that takes no mail now is tried again with growing pauses, always the same ones.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task The_pauses_grow_to_two_minutes_and_the_mail_leaves_at_the_first_try_after_the_outage()
    {
        var letters = await OwedLetters.Owe(await TestStorage.New());
        letters.Mailer.Outcome = _ => new MailOutcome.NotNow("SendGrid answered 503.");
        var start = letters.Clock.GetUtcNow();
        List<double> tries = [];

        await letters.Send();
        for (var seconds = 0; seconds < 900; seconds += 10)
        {
            letters.Clock.Advance(TimeSpan.FromSeconds(10));
            if (letters.OutboxRow is not { } owed || owed.GetDateTimeOffset("NextAt") > letters.Clock.GetUtcNow())
                continue;
            tries.Add((letters.Clock.GetUtcNow() - start).TotalSeconds);
            if (tries.Count == 7)
                letters.Mailer.Outcome = _ => new MailOutcome.Accepted(null);
            await letters.Sweep();
            await letters.Send();
        }

        Assert.Equal([20, 60, 100, 140, 220, 340, 460], tries);
        Assert.Equal(("Sent Sent", 8), (letters.States, letters.Row("coach").Tries));
    }

    [Fact]
    public async Task A_mail_that_was_refused_is_never_tried_again()
    {
        var letters = await OwedLetters.Owe(await TestStorage.New());
        letters.Mailer.Outcome = _ => new MailOutcome.Refused("SendGrid answered 400.");

        await letters.Send();
        letters.Clock.Advance(TimeSpan.FromHours(1));
        await letters.Sweep();
        await letters.Send();

        Assert.Equal(("Refused Refused", 1, null), (letters.States, letters.Row("coach").Tries, letters.OutboxRow));
        Assert.Equal(0, await letters.QueueLength(QueueNames.OutgoingEmail));
    }
}
