using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Coaches;
using Arl.Functions.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls;

/// <summary>A network with a call on Tuesdays at 3 pm in New York, the first on December 1, 2026, and two coaches.</summary>
internal static class CallNetwork
{
    public static readonly DateOnly First = SomeCalls.Series.FirstDate;

    public static readonly Coach Jo = Some.Coach with { Id = "jo-reyes", TimeZone = "America/New_York" };

    public static readonly Coach Kim = Some.Coach with { Id = "kim-alvarez", Name = "Kim Alvarez", Email = EmailAddress.Parse("kim@learning-partners.example") };

    /// <summary>The end of the first call.</summary>
    public static readonly DateTimeOffset End = SomeCalls.At("2026-12-01T16:00-05:00");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TestNetwork> WithCalls(this TestNetwork network)
    {
        await network.Coaches.Import([Jo, Kim], Cancel);
        var calls = network.Get<CallsTable>();
        Assert.True(await calls.Change(null, SomeCalls.Series, new(CallChangeKind.Set), null, Cancel));
        await network.Announce(First);
        return network;
    }

    public static async Task Announce(this TestNetwork network, DateOnly date)
    {
        var (stored, calendar) = (await network.Get<CallsTable>().Calendar(Cancel))!.Value;
        Assert.True(await network.Get<CallsTable>().Announce(stored, calendar, date, Cancel));
    }

    public static async Task<LearningCall> Call(this TestNetwork network, DateOnly date) => Assert.IsType<LearningCall>(await network.Get<CallsTable>().Get(date, Cancel));

    /// <summary>A resource that staff listed then.</summary>
    public static async Task List(this TestNetwork network, string id, string title, DateTimeOffset at) =>
        Assert.True(await network.Get<ResourcesTable>().Add(new()
        {
            Id = id,
            Title = title,
            Link = new("https://example.org/" + id),
            Needs = new HashSet<string>(["family-engagement"]),
            SharedAt = at,
            State = ResourceState.Listed,
            ListedAt = at,
        }, Jo.Id, Cancel));

    public static Task Note(this TestNetwork network, string words, params CoachHelp[] helped) => network.Note(First, words, helped);

    public static async Task Note(this TestNetwork network, DateOnly date, string words, params CoachHelp[] helped) =>
        Assert.True(await network.Get<CallPapers>().Save(date, CallNotes.None with { Words = words, Helped = helped }, (await network.Get<CallPapers>().Notes(date, Cancel)).Version, Cancel));

    public static Task Digest(this TestNetwork network) => network.Function<SendDigests>().Run(new(), Cancel);
}
