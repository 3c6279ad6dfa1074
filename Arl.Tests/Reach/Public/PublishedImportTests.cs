using System.Text.Json;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Reach.Served;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Reach.Public;

/// <summary>Past figures that staff load or take back, as the public sees them next.</summary>
public sealed class PublishedImportTests
{
    private static readonly Dictionary<string, string?> s_atOnce = new() { ["Reach:PublishAfterSeconds"] = "0" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_of_what_the_network_published_yields_exactly_that_in_the_API_and_on_the_page()
    {
        await using var network = await ReachNetwork.Open(s_atOnce);

        Assert.Equal(200, (await network.PostServed(SomeReach.PublishedCsv())).Status);
        Assert.Equal(1, await WorkOff(network));

        var figures = JsonElement.Parse((await network.ShowPublic()).Body);
        Assert.Equal((1515, 939_988L, 38, 11), (Number(figures, "schools"), figures.GetProperty("students").GetInt64(), Number(figures, "states"), Number(figures, "organizations")));
        Assert.Equal((51, 25, 24), (Share(figures, "urban"), Share(figures, "rural"), Share(figures, "suburban")));
        Assert.Contains("<strong>1,515 schools \u00b7 939,988 students \u00b7 38 states</strong>", System.Net.WebUtility.HtmlDecode((await network.ShowPublicPage()).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_back_is_no_longer_published()
    {
        await using var network = await ReachNetwork.Open(s_atOnce);
        var id = JsonElement.Parse((await network.PostServed(SomeReach.PublishedCsv())).Body).GetProperty("importId").GetString()!;
        await WorkOff(network);
        network.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(200, (await network.UndoServed(id)).Status);
        Assert.Equal(1, await WorkOff(network));

        Assert.Equal(0, Number(JsonElement.Parse((await network.ShowPublic()).Body), "schools"));
    }

    /// <summary>Publishes as often as it was asked for; answers how often.</summary>
    private static async Task<int> WorkOff(ReachNetwork network)
    {
        var messages = (await network.Storage.Queue(QueueNames.PublishReach).ReceiveMessagesAsync(32, cancellationToken: Cancel)).Value;
        foreach (var message in messages)
        {
            await network.Function<PublishReach>().Run(JsonSerializer.Deserialize<PublishDue>(message.MessageText)!, Cancel);
            await network.Storage.Queue(QueueNames.PublishReach).DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancel);
        }
        return messages.Length;
    }

    private static int Number(JsonElement figures, string name) => figures.GetProperty(name).GetInt32();

    private static int Share(JsonElement figures, string area) => figures.GetProperty("locales").GetProperty(area).GetProperty("share").GetInt32();
}
