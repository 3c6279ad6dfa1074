using Arl.Functions.Hosting.Local;
using Arl.Functions.Hosting.Local.Samples;
using Arl.Functions.Hosting.Local.Simulate;
using Arl.Functions.Schools;
using Arl.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Xunit;

namespace Arl.Tests.Matching;

public sealed class SimulateCommandTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("arl-simulate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>As the command is run with its output in a file: no colors, no bar.</summary>
    internal static Task<(int Code, string Said)> Run(IServiceProvider? services, params string[] args) => Run(services, [], args);

    private static async Task<(int Code, string Said)> Run(IServiceProvider? services, Dictionary<string, string?> settings, string[] args)
    {
        using var said = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(said) });
        var context = new LocalCommandContext(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), console, _ => Task.FromResult(services ?? throw new InvalidOperationException("It asked for storage.")));
        return (await new SimulateCommand().Run(context, args, Cancel), said.ToString());
    }

    [Fact]
    public async Task Says_what_two_more_coaches_in_New_Mexico_would_do()
    {
        var (code, said) = await Run(null, "--coaches", "sample", "--requests", "400", "--weeks", "12", "--seed", "7", "--schools", "sample", "--coaching-weeks", "12", "--add-coach", "states=NM;capacity=4;count=2");

        Assert.Equal(0, code);
        Approved.Text("NewMexico", said);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_text_and_the_same_files_byte_for_byte()
    {
        string[] args = ["--coaches", "sample", "--requests", "200", "--weeks", "12", "--seed", "7", "--schools", "sample", "--coaching-weeks", "6", "--out"];

        var first = await Run(null, [.. args, Path.Combine(_folder, "one")]);
        var second = await Run(null, [.. args, Path.Combine(_folder, "two")]);

        Assert.Equal(first.Said.Replace("one.", "two.", StringComparison.Ordinal), second.Said);
        foreach (var file in new[] { "summary.csv", "groups.csv", "weeks.csv", "outcomes.csv", "requests.csv", "waiting.png" })
            Assert.Equal(await Bytes("one", file), await Bytes("two", file));
        Assert.Equal("PNG"u8.ToArray(), (await Bytes("one", "waiting.png"))[1..4]);
    }

    [Fact]
    public async Task The_requests_that_it_wrote_replay_to_the_same_outcome()
    {
        string[] args = ["--coaches", "sample", "--weeks", "12", "--seed", "7", "--schools", "sample"];
        await Run(null, [.. args, "--requests", "200", "--out", Path.Combine(_folder, "drawn")]);

        var (code, said) = await Run(null, [.. args, "--requests", Path.Combine(_folder, "drawn", "requests.csv"), "--out", Path.Combine(_folder, "replayed")]);

        Assert.Equal(0, code);
        Assert.Contains("Assumed: the requests of the file", said, StringComparison.Ordinal);
        foreach (var file in new[] { "summary.csv", "groups.csv", "weeks.csv", "outcomes.csv", "requests.csv", "waiting.png" })
            Assert.Equal(await Bytes("drawn", file), await Bytes("replayed", file));
    }

    [Fact]
    public async Task Coaches_come_from_the_file_that_staff_load()
    {
        var file = Path.Combine(_folder, "coaches.csv");
        await File.WriteAllBytesAsync(file, SampleCoaches.Csv(), Cancel);

        var fromFile = await Run(null, "--coaches", file, "--requests", "50", "--schools", "sample", "--seed", "3");
        var sample = await Run(null, "--coaches", "sample", "--requests", "50", "--schools", "sample", "--seed", "3");

        Assert.Equal(sample, fromFile);
    }

    [Fact]
    public async Task Requests_after_the_last_week_are_left_out_and_said()
    {
        var file = Path.Combine(_folder, "requests.csv");
        var schools = SomeSimulation.Directory.All().Take(3).Select(school => school.Id).ToList();
        await File.WriteAllTextAsync(file, $"school_id,received,needs\n{schools[0]},2026-09-09,literacy\n{schools[1]},2026-09-20T23:59:59Z,literacy;attendance\n{schools[2]},2026-09-21,literacy\n", Cancel);

        var (code, said) = await Run(null, "--coaches", "sample", "--requests", file, "--weeks", "2", "--schools", "sample");

        Assert.Equal(0, code);
        Assert.Contains("2 requests over 2 weeks", said, StringComparison.Ordinal);
        Assert.Contains("1 request after the last week left out", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_said_by_line()
    {
        var requests = Path.Combine(_folder, "requests.csv");
        await File.WriteAllTextAsync(requests, "received,school_id,needs,languages\nyesterday,12,magic,\n2026-09-09,000000000001,literacy,xx\n", Cancel);

        var (code, said) = await Run(null, "--coaches", "sample", "--requests", requests, "--schools", "sample");

        Assert.Equal(1, code);
        Assert.Equal(
            $"{requests}, line 2, received: Write when it came, as 2026-09-14 or 2026-09-14T15:30:00Z.\n"
            + $"{requests}, line 2, school_id: Write the school's NCES id, 12 digits.\n"
            + $"{requests}, line 2, needs: Write one to five ids of needs (see /api/needs), the most important first, with ';' between them.\n"
            + $"{requests}, line 3, school_id: The directory has no school with this id.\n"
            + $"{requests}, line 3, languages: Write language tags such as es, with ';' between them, or nothing.\n", said);
    }

    [Theory]
    [InlineData("states=NX", "--add-coach states: “NX” is not a two-letter state.")]
    [InlineData("capacity=many", "--add-coach capacity: Write a whole number from 0 to 100, digits only.")]
    [InlineData("state=NM", "--add-coach: “state” is not known. The names are id, name, email, organization, needs, states, levels, languages, locales, time_zone, capacity, active, not_own_domain, booking_url, and count.")]
    [InlineData("NM", "--add-coach: “NM” is no pair such as states=NM.")]
    [InlineData("states=NM;states=AZ", "--add-coach: “states” stands there twice.")]
    [InlineData("count=0", "--add-coach count: Write a whole number from 1 to 100, digits only.")]
    [InlineData("id=mesafamily-1", "--add-coach id: There is a coach “mesafamily-1” already.")]
    public async Task What_is_wrong_with_an_added_coach_is_said_in_words(string coach, string expected) =>
        Assert.Equal((1, expected + "\n"), await Run(null, "--coaches", "sample", "--requests", "50", "--schools", "sample", "--add-coach", coach));

    [Fact]
    public void An_added_coach_is_what_was_said_and_for_the_rest_what_is_usual()
    {
        var ids = new HashSet<string>(["new-1"]);

        var added = ((Domain.Result<IReadOnlyList<Domain.Coaches.Coach>>.Ok)AddedCoaches.Read(["organization=Mesa, \"South\";states=NM;AZ;capacity=4;count=2", "languages=es,nv"], ids)).Value;

        Assert.Equal(["new-2", "new-3", "new-4"], added.Select(coach => coach.Id));
        Assert.Equal(("Mesa, \"South\"", 4, "America/Denver", 2, 16), (added[0].Organization, added[0].Capacity, added[0].TimeZone, added[0].States.Count, added[0].Needs.Count));
        Assert.Equal("es nv", string.Join(' ', added[2].Languages.Order()));
        Assert.Empty(added[2].States);
    }

    [Fact]
    public async Task Schools_come_from_the_directory_in_force_and_from_the_sample_where_none_was_imported()
    {
        var storage = await TestStorage.New();
        await using var services = new ServiceCollection().AddSingleton(storage).AddSingleton(TimeProvider.System).AddLogging().AddSchools().BuildServiceProvider();
        string[] args = ["--coaches", "sample", "--requests", "20", "--weeks", "2", "--policy", "greedy"];

        var none = await Run(services, args);
        using var file = new MemoryStream();
        SampleFile.Write(file, SampleSchools.Generate(600, 1), nces: false);
        file.Position = 0;
        await services.GetRequiredService<ImportSchools>().FromFile(file, "six hundred", progress: null, Cancel);

        Assert.Contains("Sample directory (invented schools): 2,000 schools.", none.Said, StringComparison.Ordinal);
        await using var later = new ServiceCollection().AddSingleton(storage).AddSingleton(TimeProvider.System).AddLogging().AddSchools().BuildServiceProvider();
        Assert.Contains("six hundred: 600 schools.", (await Run(later, args)).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rules_of_matching_are_those_of_the_settings()
    {
        string[] args = ["--coaches", "sample", "--requests", "400", "--weeks", "20", "--schools", "sample", "--policy", "planned"];

        var usual = await Run(null, args);
        var byWait = await Run(null, new() { ["Matching:CreditPerDay"] = "100" }, args);
        var unsound = await Run(null, new() { ["Matching:Weights:Needs"] = "99" }, args);

        Assert.Equal((0, 0), (usual.Code, byWait.Code));
        Assert.NotEqual(usual.Said, byWait.Said);
        Assert.Equal((1, "Set Matching:Weights:… so that none is below 0 and together they make 100, and Matching:CreditPerDay to more than 0 and at most 100.\n"), unsound);
    }

    [Theory]
    [InlineData]
    [InlineData("--coaches", "sample")]
    [InlineData("--coaches", "sample", "--requests", "0")]
    [InlineData("--coaches", "sample", "--requests", "5", "--weeks", "0")]
    [InlineData("--coaches", "sample", "--requests", "5", "--policy", "lottery")]
    [InlineData("--coaches", "sample", "--requests", "5", "--hand-backs", "1")]
    [InlineData("--coaches", "sample", "--requests", "5", "--seed")]
    [InlineData("--coaches", "sample", "--requests", "5", "--colour", "red")]
    public async Task Used_wrongly_it_simulates_nothing(params string[] args) => Assert.Equal((2, ""), await Run(null, args));

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        Assert.Equal((1, "none.csv, file: There is no such file.\n"), await Run(null, "--coaches", "none.csv", "--requests", "5", "--schools", "sample"));
        Assert.Equal((1, "none.csv, file: There is no such file.\n"), await Run(null, "--coaches", "sample", "--requests", "none.csv", "--schools", "sample"));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_said()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "taken"), "", Cancel);

        var (code, said) = await Run(null, "--coaches", "sample", "--requests", "5", "--weeks", "1", "--schools", "sample", "--out", Path.Combine(_folder, "taken"));

        Assert.Equal(1, code);
        Assert.Contains("Not written. ", said, StringComparison.Ordinal);
    }

    private Task<byte[]> Bytes(string folder, string file) => File.ReadAllBytesAsync(Path.Combine(_folder, folder, file), Cancel);
}
