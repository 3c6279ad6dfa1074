using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Functions.Storage;
using Arl.Tests.Support.Fuzz;
using Xunit;

namespace Arl.Tests.Journeys;

/// <summary>Whatever comes from outside: never a 500, never a hang, never a half-write, and nothing forged is believed. The long run of the same: docs/security-fuzzing.md.</summary>
public sealed class FuzzTests(FuzzTests.OneWorld one) : IClassFixture<FuzzTests.OneWorld>
{
    private const int Cases = 3_000;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Nothing_malformed_breaks_anything()
    {
        var seed = Environment.GetEnvironmentVariable("ARL_FUZZ_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : RandomNumberGenerator.GetInt32(int.MaxValue);

        var report = await new FuzzRun(seed, s_limit).Go(0, Cases, lanes: 1);

        Assert.True(report.Findings.Count == 0, $"Seed {seed}:\n{string.Join("\n\n", report.Findings)}");
        Assert.All(report.Kinds.Values, kind => Assert.True(kind.Cases > 0));
        Assert.True(report.Kinds.Values.Sum(kind => kind.Answers[2]) > Cases / 10, "So few were taken that hardly anything behind the door was tried.");
    }

    [Fact]
    public void A_seed_gives_the_same_cases_on_every_machine() =>
        Assert.Equal([54, 1, 1, 18, 24], Enumerable.Range(0, 5).Select(number => new FuzzChance(7, number).Next(100)));

    [Theory]
    [InlineData("a/b"), InlineData("a\\b"), InlineData("a#b"), InlineData("a?b"), InlineData("a\u0001"), InlineData("a\u0085")]
    public async Task A_coach_that_no_table_could_hold_is_no_coach(string coach)
    {
        var world = one.Fresh();
        var reference = world.Samples.References[0].ToString();

        var answer = await world.Send(Form(world, $"/staff/requests/{reference}/reassign", ("key", "1"), ("seen", $"{world.Samples.Events[reference]}"), ("why", "They called."), ("coach", coach)), keepBody: true);

        Assert.Equal(400, answer.Status);
        Assert.Contains("This coach is not active.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_a_mail_that_no_table_could_hold_is_of_no_mail()
    {
        var world = one.Fresh();

        var answer = await world.Send(FuzzKinds.Signed(world, Encoding.UTF8.GetBytes($$"""[{"email":"a@b.example","timestamp":{{FuzzWorld.Now.ToUnixTimeSeconds()}},"event":"delivered","sg_event_id":"1","arl_owner":"request","arl_id":"{{world.Samples.MailIds[0]}}/../x"}]""")));

        Assert.Equal(200, answer.Status);
        Assert.Equal([TableNames.MailEvents], world.Written());
    }

    [Theory]
    [InlineData("NoTable", "0", "work"), InlineData("Requests", "a/b", "work"), InlineData("Requests", "0", "a#b")]
    public async Task An_alert_that_no_work_can_owe_is_poison_and_raises_nothing(string table, string partition, string work)
    {
        var world = one.Fresh();

        var handled = await world.Handle(QueueNames.StaffAlerts, FuzzSamples.Base64($$"""{"Alert":{"Kind":"x","Id":"new","Title":"Look","Lines":[]},"Table":"{{table}}","Partition":"{{partition}}","Work":"{{work}}"}"""));

        Assert.False(handled);
        Assert.Equal([TableNames.QueueFailures], world.Written());
    }

    [Theory]
    [InlineData("/staff/reach?asOf=0001-01-01&to=x"), InlineData("/api/staff/reach?asOf=0001-01-01T00:00:00Z&from=2026-01-01"), InlineData("/api/staff/reach?asOf=0001-06-01&from=2026-01-01"), InlineData("/api/staff/reach?asOf=0001-01-01T00:00:00%2B14:00")]
    public async Task Figures_as_of_a_day_before_anything_are_asked_for_again(string path)
    {
        var (to, query) = (path.Split('?')[0], "?" + path.Split('?')[1]);

        var answer = await one.Fresh().Send(new("GET", to) { Query = query });

        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task A_place_that_nobody_owes_is_not_given_back_however_right_the_message_looks()
    {
        var world = one.Fresh();

        var handled = await world.Handle(QueueNames.FreePlaces, FuzzSamples.Base64($$"""{"Reference":"{{world.Samples.References[0]}}","CoachId":null,"Work":"{{world.Samples.References[0]}}_free_1"}"""));

        Assert.True(handled);
        Assert.Empty(world.Written());
    }

    private static FuzzRequest Form(FuzzWorld world, string path, params (string Name, string Value)[] fields) => new("POST", path)
    {
        ContentType = "application/x-www-form-urlencoded",
        Body = Encoding.UTF8.GetBytes(string.Join('&', fields.Prepend(world.Samples.StaffField).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))),
    };

    /// <summary>Of the tests of this class, one after the other.</summary>
    public sealed class OneWorld : IAsyncLifetime
    {
        private FuzzWorld _world = null!;

        internal FuzzWorld Fresh()
        {
            _world.Restore();
            return _world;
        }

        public async ValueTask InitializeAsync() => _world = await FuzzWorld.Start();

        public ValueTask DisposeAsync() => _world.DisposeAsync();
    }
}
