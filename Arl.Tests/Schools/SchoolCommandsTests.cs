using Arl.Functions.Hosting.Local;
using Arl.Functions.Hosting.Local.Samples;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Xunit;

namespace Arl.Tests.Schools;

public sealed class SchoolCommandsTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("arl-schools-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<ServiceProvider> Services()
    {
        var storage = await TestStorage.New();
        return new ServiceCollection().AddSingleton(storage).AddSingleton(TimeProvider.System).AddLogging().AddSchools().BuildServiceProvider();
    }

    private static async Task<(int Code, string Said)> Run(ILocalCommand command, IServiceProvider services, params string[] args)
    {
        using var said = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(said) });
        var context = new LocalCommandContext(new ConfigurationBuilder().Build(), console, _ => Task.FromResult(services));
        return (await command.Run(context, args, Cancel), said.ToString());
    }

    [Fact]
    public async Task Import_lists_malformed_rows_by_line_and_sums_up()
    {
        await using var services = await Services();

        var (code, said) = await Run(new ImportSchoolsCommand(), services, SomeSchools.MadeUpFile);

        Assert.Equal(0, code);
        Assert.Contains("line 14: the school id \"90100010012\" is not 12 digits", said, StringComparison.Ordinal);
        Assert.Contains("line 22: 60 columns where the header has 79", said, StringComparison.Ordinal);
        Assert.Contains("Imported 9 schools in 2 districts. Left out: 5 closed, not yet open or outside the states; 6 malformed.", said, StringComparison.Ordinal);
        Assert.Equal(9, (await services.GetRequiredService<SchoolDirectorySource>().Current(Cancel))!.Count);
    }

    [Fact]
    public async Task Import_of_a_bad_file_fails_and_says_that_nothing_changed()
    {
        await using var services = await Services();
        var file = Path.Combine(_folder, "bad.csv");
        await File.WriteAllTextAsync(file, "a,b\n1,2", Cancel);

        var (code, said) = await Run(new ImportSchoolsCommand(), services, file);

        Assert.Equal(1, code);
        Assert.Contains("Missing: NCESSCH or SCHOOL_ID", said, StringComparison.Ordinal);
        Assert.Contains("The directory in use is unchanged.", said, StringComparison.Ordinal);
        Assert.Null(await services.GetRequiredService<SchoolDirectorySource>().Current(Cancel));
    }

    [Fact]
    public async Task Import_of_a_missing_file_fails_before_storage_is_asked()
    {
        var (code, said) = await Run(new ImportSchoolsCommand(), new ServiceCollection().BuildServiceProvider(), Path.Combine(_folder, "none.csv"));

        Assert.Equal(1, code);
        Assert.Contains("There is no file", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nces")]
    [InlineData("plain")]
    public async Task A_generated_file_can_be_imported_and_is_marked_as_a_sample(string layout)
    {
        await using var services = await Services();
        var file = Path.Combine(_folder, layout + ".csv");

        Assert.Equal(0, (await Run(new GenerateSchoolsCommand(), services, "--rows", "600", "--seed", "7", "--layout", layout, "--out", file)).Code);
        Assert.Equal(0, (await Run(new ImportSchoolsCommand(), services, file)).Code);

        var directory = (await services.GetRequiredService<SchoolDirectorySource>().Current(Cancel))!;
        Assert.Equal((600, true), (directory.Count, directory.Origin.IsSample));
    }

    [Theory]
    [InlineData]
    [InlineData("--rows", "600")]
    [InlineData("--rows", "12", "--out", "x.csv")]
    [InlineData("--out")]
    [InlineData("--layout", "xml", "--out", "x.csv")]
    [InlineData("--colour", "red", "--out", "x.csv")]
    public async Task Generate_used_wrongly_writes_nothing(params string[] args) =>
        Assert.Equal(2, (await Run(new GenerateSchoolsCommand(), new ServiceCollection().BuildServiceProvider(), args)).Code);

    [Fact]
    public async Task Generate_to_a_place_that_is_not_there_says_so()
    {
        var (code, said) = await Run(new GenerateSchoolsCommand(), new ServiceCollection().BuildServiceProvider(), "--out", Path.Combine(_folder, "none", "x.csv"));

        Assert.Equal(1, code);
        Assert.StartsWith("Not written. ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_run_brings_the_sample_and_a_real_directory_is_left_alone()
    {
        await using var services = await Services();
        var said = new List<string>();

        var seed = new SampleDirectorySeed();
        await seed.Seed(services, said.Add, Cancel);
        var first = await services.GetRequiredService<SchoolDirectoryStore>().Current(Cancel);
        await seed.Seed(services, said.Add, Cancel);

        Assert.Equal(["Sample directory: 2000 invented schools. Import the real ones with import-schools FILE."], said);
        Assert.Equal((2000, true), (first.Pointer!.Schools, first.Pointer.IsSample));
        Assert.Equal(first, await services.GetRequiredService<SchoolDirectoryStore>().Current(Cancel));
    }
}
