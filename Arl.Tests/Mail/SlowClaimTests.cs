using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Mail;

public sealed class SlowClaimTests
{
    /// <summary>Found by the simulation: somebody else had claimed the mail anew and sent it, and then the first went on and sent it too.</summary>
    [Fact]
    public async Task A_mail_whose_claim_took_too_long_to_be_answered_does_not_leave_by_that_claim()
    {
        var slow = new SlowCall();
        var letters = await OwedLetters.Owe(MemoryAccount.WithEverything(TimeProvider.System).Open(slow));
        slow.OnceAtTransaction = () => letters.Clock.Advance(TimeSpan.FromSeconds(40));

        await letters.Send();
        Assert.Empty(letters.SentIds);

        await letters.Send();
        Assert.Equal(["ARL-7K3F-9QZ2_email_introduction-1_coach", "ARL-7K3F-9QZ2_email_introduction-1_school"], letters.SentIds);
    }
}

/// <summary>Something that happens while storage is at a transaction.</summary>
internal sealed class SlowCall : IMemoryCalls
{
    public Action? OnceAtTransaction { get; set; }

    public async Task<T> Run<T>(StorageCall call, Func<T> effect)
    {
        await Task.CompletedTask;
        var answer = effect();
        if (call.Verb == "SubmitTransaction")
        {
            var happens = OnceAtTransaction;
            OnceAtTransaction = null;
            happens?.Invoke();
        }
        return answer;
    }
}
