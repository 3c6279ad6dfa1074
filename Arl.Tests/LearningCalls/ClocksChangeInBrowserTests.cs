using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>The invitation to the first call after the clocks went forward, as it is sent: opened in a browser and read by a calendar. Jo's clocks in Denver changed with those of the call in New York, Ana's in Honolulu did not.</summary>
public sealed class ClocksChangeInBrowserTests(Browser browser)
{
    [Theory]
    [InlineData(390), InlineData(1280)]
    public async Task It_says_the_hour_of_each_reader_and_its_file_the_same_moment(int width)
    {
        await using var calls = await InvitedNetwork.Start(Series with { FirstDate = new(2027, 3, 9) });

        await calls.At("2027-03-12T20:00Z");

        await Opened(calls, InvitedNetwork.Jo, "Tuesday, March 16, 1:00 PM Mountain Time", "email-call-invitation-clocks-denver", width);
        await Opened(calls, InvitedNetwork.Ana, "Tuesday, March 16, 9:00 AM Hawaii Time", "email-call-invitation-clocks-honolulu", width);
    }

    private async Task Opened(InvitedNetwork calls, Coach reader, string when, string name, int width)
    {
        var mail = Assert.Single(calls.Sent, sent => sent.To.Contains(reader.Email));
        var page = await browser.Open(new("about:blank"), width);
        await page.SetContentAsync(mail.Html);
        await Browser.IsSound(page, name);

        Assert.Contains(when, await page.InnerTextAsync("body"), StringComparison.Ordinal);
        Assert.Equal(["2027-03-09T20:00:00Z", "2027-03-16T19:00:00Z"], (await ReadCalendar.Of(Assert.Single(mail.Attachments).Content.ToString(), 2)).Occurrences.Select(one => one.Start));
    }
}
