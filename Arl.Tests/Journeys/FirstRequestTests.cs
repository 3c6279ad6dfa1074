using System.Diagnostics;
using System.Globalization;
using System.Net;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Journeys;

/// <summary>What the network is for, from outside, on the running program with its sample directory.</summary>
[Collection(nameof(Journeys))]
public sealed class FirstRequestTests(SharedHost shared, ITestOutputHelper output)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_school_asks_and_within_seconds_both_are_introduced()
    {
        var host = await shared.Running;
        using var visitor = new Visitor(host);
        var school = (await visitor.Find("elementary")).First(found => found.Students > 0);
        await LoadPerfectCoach(visitor, school.State);

        var clock = Stopwatch.StartNew();
        var asked = await visitor.Ask(school.SchoolId, "principal@school.example");
        Assert.True(asked.Code == HttpStatusCode.Accepted, asked.Body);
        var letters = await Letters(visitor, 3);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"From the request to three emails in the mailbox: {clock.Elapsed.TotalSeconds:0.00} s."));

        Assert.True(clock.Elapsed < Promised, $"It took {clock.Elapsed}.");
        Assert.Contains(letters, letter => letter.Subject == $"We have your request {asked.Reference}" && letter.To is ["principal@school.example"]);
        await AreIntroduced(visitor, letters, school);
        await Eventually.True(() => visitor.IsIntroduced(asked.StatusUrl!));
        await IsCounted(visitor, school);
        await StaffReadOfIt(visitor, school);
        await TheReferenceAloneOpensNothing(host, asked);
    }

    /// <summary>Fits better than any of the sample network: both needs, this state alone.</summary>
    private static async Task LoadPerfectCoach(Visitor visitor, string state)
    {
        var (code, body) = await visitor.LoadCoaches([$"perfect,Petra Perfect,petra@perfect.example,Perfect Coaching,literacy;remote-hybrid,{state},*,en,*,America/New_York,3,yes"]);
        Assert.True(code == HttpStatusCode.OK, body.ToString());
    }

    private static async Task<IReadOnlyList<Visitor.Letter>> Letters(Visitor visitor, int count)
    {
        IReadOnlyList<Visitor.Letter> letters = [];
        await Eventually.True(async () => (letters = await visitor.Letters()).Count >= count);
        Assert.Equal(count, letters.Count);
        return letters;
    }

    private static async Task AreIntroduced(Visitor visitor, IReadOnlyList<Visitor.Letter> letters, Visitor.School school)
    {
        var toSchool = await visitor.Open(Assert.Single(letters, letter => letter.Subject.StartsWith("Meet your coach", StringComparison.Ordinal)));
        var toCoach = await visitor.Open(Assert.Single(letters, letter => letter.Subject.StartsWith("Introduction: ", StringComparison.Ordinal)));
        var coach = toCoach.Message.To.Mailboxes.Single().Address;

        Assert.Equal("principal@school.example", toSchool.Message.To.Mailboxes.Single().Address);
        Assert.Equal(coach, toSchool.Message.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal("principal@school.example", toCoach.Message.ReplyTo.Mailboxes.Single().Address);
        Assert.Contains(school.Name, toCoach.Text, StringComparison.Ordinal);
        Assert.Contains("Maria Example", toCoach.Text, StringComparison.Ordinal);
        Assert.All([toSchool, toCoach], letter => Assert.NotEmpty(letter.Html));
    }

    private static async Task IsCounted(Visitor visitor, Visitor.School school)
    {
        await Eventually.True(async () => (await visitor.Reach()).GetProperty("schools").GetInt32() == 1);
        var reach = await visitor.Reach();
        Assert.Equal(school.Students, reach.GetProperty("students").GetInt32());
        Assert.Equal(1, reach.GetProperty("states").GetInt32());
        Assert.Equal(1, reach.GetProperty("requests").GetProperty("introduced").GetInt32());
    }

    private static async Task TheReferenceAloneOpensNothing(RunningHost host, Visitor.Answer asked)
    {
        using var stranger = new HttpClient { BaseAddress = host.BaseAddress };
        using var guessed = await stranger.GetAsync(new Uri($"requests/{asked.Reference}/AAAAAAAAAAAAAAAAAAAAAA", UriKind.Relative), TestContext.Current.CancellationToken);
        using var bare = await stranger.GetAsync(new Uri($"requests/{asked.Reference}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var whole = await stranger.GetAsync(asked.StatusUrl, TestContext.Current.CancellationToken);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK], [guessed.StatusCode, bare.StatusCode, whole.StatusCode]);
    }

    private static async Task StaffReadOfIt(Visitor visitor, Visitor.School school)
    {
        Assert.Equal(HttpStatusCode.Accepted, (await visitor.Send(HttpMethod.Post, "api/staff/reach-report", "")).Code);
        var letter = (await Letters(visitor, 4)).Single(letter => letter.To is ["staff@arl.example"]);

        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"ARL reach: 1 school, {school.Students:N0} students, 1 state"), letter.Subject);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"1 school · {school.Students:N0} students · 1 state"), (await visitor.Open(letter)).Text, StringComparison.Ordinal);
    }
}
