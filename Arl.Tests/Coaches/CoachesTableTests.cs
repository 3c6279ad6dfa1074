using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Coaches;

public sealed class CoachesTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_coach_written_is_the_coach_read()
    {
        await using var network = await TestNetwork.Start();
        var coach = Some.Coach with { States = new HashSet<Arl.Domain.Schools.UsState> { Some.School.State } };

        await network.Coaches.Import([coach], Cancel);

        var read = Assert.Single(await network.Coaches.All(Cancel)).Load;
        Assert.Equal((coach.Id, coach.Email, 0), (read.Coach.Id, read.Coach.Email, read.Taken));
        Assert.True(read.Coach.Needs.SetEquals(coach.Needs) && read.Coach.States.SetEquals(coach.States));
    }

    [Fact]
    public async Task A_second_import_updates_and_keeps_the_places_taken()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Coaches.Reserve(await Only(network), Some.Ask, match: 1, Cancel);

        var counts = await network.Coaches.Import([Some.Coach with { Capacity = 9 }, Some.Coach with { Id = "new" }], Cancel);

        Assert.Equal((1, 1, 0), (counts.New, counts.Changed, counts.Unchanged));
        var load = (await network.Coaches.All(Cancel)).Single(coach => coach.Load.Coach.Id == Some.Coach.Id).Load;
        Assert.Equal((9, 1), (load.Coach.Capacity, load.Taken));
    }

    [Fact]
    public async Task The_same_import_twice_changes_nothing()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);

        var counts = await network.Coaches.Import([Some.Coach], Cancel);

        Assert.Equal((0, 0, 1), (counts.New, counts.Changed, counts.Unchanged));
    }

    [Fact]
    public async Task One_request_holds_one_place_however_often_it_asks()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach, Some.Coach with { Id = "other" }], Cancel);
        var coaches = await network.Coaches.All(Cancel);

        var first = await network.Coaches.Reserve(coaches[0], Some.Ask, match: 1, Cancel);
        var second = await network.Coaches.Reserve(coaches[1], Some.Ask, match: 1, Cancel);

        Assert.IsType<Reservation.Reserved>(first);
        Assert.Equal(coaches[0].Load.Coach.Id, Assert.IsType<Reservation.HeldWith>(second).Place.CoachId);
        Assert.Equal(1, (await network.Coaches.All(Cancel)).Sum(coach => coach.Load.Taken));
    }

    [Fact]
    public async Task A_coach_whose_row_changed_meanwhile_is_not_reserved_on_old_knowledge()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        var seen = await Only(network);
        await network.Coaches.Reserve(seen, Some.Ask, match: 1, Cancel);

        Assert.IsType<Reservation.Changed>(await network.Coaches.Reserve(seen, Some.Ask with { Reference = Reference.Create(5, 99) }, match: 1, Cancel));
    }

    [Fact]
    public async Task A_place_is_freed_once_however_many_ask()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Coaches.Reserve(await Only(network), Some.Ask, match: 1, Cancel);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => network.Coaches.Free(Some.Request.Reference, Some.Coach.Id, completed: false, Cancel)));

        Assert.Equal(0, (await Only(network)).Load.Taken);
        Assert.Null(await network.Coaches.PlaceOf(Some.Request.Reference, Cancel));
    }

    [Fact]
    public async Task A_late_message_does_not_free_the_place_that_the_request_has_with_its_next_coach()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Coaches.Reserve(await Only(network), Some.Ask, match: 1, Cancel);

        await network.Coaches.Free(Some.Request.Reference, "the-coach-before", completed: false, Cancel);

        Assert.Equal(1, (await Only(network)).Load.Taken);
    }

    private static async Task<StoredCoach> Only(TestNetwork network) => Assert.Single(await network.Coaches.All(Cancel));
}
