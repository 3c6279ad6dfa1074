using Arl.Domain;
using Arl.Functions.Mail;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>The copy of the suppression list that transactional mail is held against, in two instances.</summary>
public sealed class SuppressionCopyTests
{
    private static readonly EmailAddress s_coach = EmailAddress.Parse("jo.reyes@learning-partners.example");
    private readonly TestClock _clock = new(Some.Moment);
    private readonly SuppressionList _here;
    private readonly SuppressionList _there;

    public SuppressionCopyTests()
    {
        var account = MemoryAccount.WithEverything(_clock);
        (_here, _there) = (new(account.Open(), _clock), new(account.Open(), _clock));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_instance_is_told_counts_there_at_once_although_its_copy_is_new()
    {
        Assert.False(await Stops(_here));

        await _here.Hear(s_coach, SuppressionReason.HardBounce, Some.Moment, Cancel);
        Assert.True(await Stops(_here));

        _clock.Advance(TimeSpan.FromSeconds(1));
        await _here.Lift(s_coach, Cancel);
        Assert.False(await Stops(_here));
    }

    [Fact]
    public async Task What_another_instance_is_told_counts_within_a_minute()
    {
        Assert.False(await Stops(_there));
        await _here.Hear(s_coach, SuppressionReason.HardBounce, Some.Moment, Cancel);

        _clock.Advance(SuppressionList.CopyIsGoodFor - TimeSpan.FromSeconds(1));
        Assert.False(await Stops(_there));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await Stops(_there));
    }

    private static async Task<bool> Stops(SuppressionList list) => (await list.Lately(s_coach, Cancel)).Stops(transactional: true) is not null;
}
