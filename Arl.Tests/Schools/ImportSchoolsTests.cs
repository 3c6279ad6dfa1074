using Arl.Domain.Schools;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Arl.Tests.Schools.SomeSchools;

namespace Arl.Tests.Schools;

public class ImportSchoolsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _clock = new(Noon);

    private static string Row(int number, string name = "A School") => $"0100005{number:D5},{name},Boaz,AL,Boaz City,32,no,yes,High,100,50";

    private async Task<(ImportSchools Import, SchoolDirectoryStore Store, ArlStorage Storage)> Start()
    {
        var storage = await TestStorage.New();
        var store = new SchoolDirectoryStore(storage);
        return (new(store, _clock), store, storage);
    }

    private static async Task<List<string>> Blobs(ArlStorage storage)
    {
        var names = new List<string>();
        await foreach (var blob in storage.Container(ContainerNames.Schools).GetBlobsAsync(cancellationToken: Cancel))
            names.Add(blob.Name);
        return names;
    }

    [Fact]
    public async Task An_import_is_in_force_when_it_is_done()
    {
        var (import, store, _) = await Start();

        var outcome = await import.FromFile(PlainFile(Row(1), Row(2)), "two.csv", progress: null, Cancel);

        var pointer = (await store.Current(Cancel)).Pointer!;
        var loaded = await store.Load(pointer, Cancel);
        Assert.IsType<SchoolImport.Done>(outcome);
        Assert.Equal(("two.csv", 2, false, Noon), (pointer.Source, pointer.Schools, pointer.IsSample, pointer.ImportedAt));
        Assert.Equal(2, loaded.Count);
        Assert.Equal(new DirectoryOrigin("two.csv", null, false, Noon), loaded.Origin);
    }

    [Fact]
    public async Task The_made_up_file_goes_in_with_its_malformed_rows_listed()
    {
        var (import, _, _) = await Start();
        using var file = File.OpenRead(MadeUpFile);

        var done = Assert.IsType<SchoolImport.Done>(await import.FromFile(file, "made-up.csv", progress: null, Cancel));

        Assert.Equal((9, 6, 5), (done.Directory.Count, done.File.Malformed.Count, done.File.LeftOut));
        Assert.True(done.Directory.Origin.IsSample, "Every id is in the range of invented schools.");
    }

    [Theory]
    [InlineData("this is no school file")]
    [InlineData("school_id,name,city,state,district\n")]
    [InlineData("school_id,name,city,state,district\nx,y,z,AL,a")]
    [InlineData("")]
    public async Task A_file_that_fails_leaves_the_old_directory_as_it_was(string text)
    {
        var (import, store, storage) = await Start();
        await import.FromFile(PlainFile(Row(1)), "old.csv", progress: null, Cancel);
        var (pointer, blobs) = (await store.Current(Cancel), await Blobs(storage));

        var refused = Assert.IsType<SchoolImport.Refused>(await import.FromFile(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "bad.csv", progress: null, Cancel));

        Assert.NotEmpty(refused.Reason);
        Assert.Equal(pointer, await store.Current(Cancel));
        Assert.Equal(blobs, await Blobs(storage));
    }

    [Fact]
    public async Task A_file_with_too_many_malformed_rows_is_refused_and_lists_them()
    {
        var (import, store, _) = await Start();
        var rows = Enumerable.Range(1, 379).Select(n => Row(n)).Concat(Enumerable.Repeat("bad row", 21));

        var refused = Assert.IsType<SchoolImport.Refused>(await import.FromFile(PlainFile(rows), "bad.csv", progress: null, Cancel));

        Assert.Equal(21, refused.Malformed.Count);
        Assert.Equal("21 of 400 rows are malformed, more than 5 %: the file is not what it should be.", refused.Reason);
        Assert.Null((await store.Current(Cancel)).Pointer);
    }

    [Fact]
    public async Task A_few_malformed_rows_do_not_stop_an_import()
    {
        var (import, _, _) = await Start();

        var done = Assert.IsType<SchoolImport.Done>(await import.FromFile(PlainFile([Row(1), .. Enumerable.Repeat("bad row", 20)]), "some-bad.csv", progress: null, Cancel));

        Assert.Equal((1, 20), (done.Directory.Count, done.File.Malformed.Count));
    }

    [Fact]
    public async Task The_previous_directory_is_kept_and_those_before_it_are_deleted()
    {
        var (import, store, storage) = await Start();
        foreach (var name in new[] { "First", "Second", "Third" })
        {
            await import.FromFile(PlainFile(Row(1, name)), name, progress: null, Cancel);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        var pointer = (await store.Current(Cancel)).Pointer!;
        Assert.Equal(["current.json", pointer.Previous!, pointer.Blob], (await Blobs(storage)).OrderBy(name => name, StringComparer.Ordinal));
        Assert.Equal("Third", (await store.Load(pointer, Cancel)).All().Single().Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_imports_at_once_the_one_that_finishes_last_leaves_the_other_in_force(bool hasOld)
    {
        var (_, store, _) = await Start();
        if (hasOld)
            await store.Save(Directory(Named("Old")), await store.Current(Cancel), Cancel);
        var before = await store.Current(Cancel);

        var first = await store.Save(Directory(One), before, Cancel);
        var second = await store.Save(Directory(Named("Late")), before, Cancel);

        Assert.Equal((true, false), (first, second));
        Assert.Equal(One, (await store.Load((await store.Current(Cancel)).Pointer!, Cancel)).All().Single());
    }

    [Fact]
    public async Task The_same_import_saved_twice_is_no_conflict()
    {
        var (_, store, _) = await Start();
        var before = await store.Current(Cancel);

        Assert.True(await store.Save(Directory(One), before, Cancel));
        Assert.True(await store.Save(Directory(One), before, Cancel));
    }

    [Fact]
    public async Task Progress_runs_to_the_end_of_the_file()
    {
        var (import, _, _) = await Start();
        var steps = new List<ImportProgress>();

        await import.FromFile(PlainFile(Enumerable.Range(1, 2500).Select(n => Row(n))), "many.csv", steps.Add, Cancel);

        Assert.Equal([1000, 2000, 2500], steps.Select(s => s.Rows));
        Assert.Equal(steps[^1].Length, steps[^1].Read);
    }
}
