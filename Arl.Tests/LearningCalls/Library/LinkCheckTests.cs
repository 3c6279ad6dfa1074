using System.Net;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class LinkCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/ok", true, "HEAD /ok")]
    [InlineData("/no-head", true, "HEAD /no-head", "GET /no-head")]
    [InlineData("/sign-in", true, "HEAD /sign-in")]
    [InlineData("/moved", true, "HEAD /moved", "HEAD /ok")]
    [InlineData("/gone", false, "HEAD /gone", "GET /gone")]
    [InlineData("/to-a-file", false, "HEAD /to-a-file", "GET /to-a-file")]
    public async Task A_link_works_that_leads_somewhere(string path, bool works, params string[] asked)
    {
        await using var server = await LinkServer.Start();
        using var look = new LinkLook(_ => true);

        Assert.Equal(works, await look.Works(new(server.Url, path), Cancel));

        Assert.Equal(asked, server.Asked);
    }

    [Fact]
    public async Task A_redirect_in_a_circle_ends()
    {
        await using var server = await LinkServer.Start();
        using var look = new LinkLook(_ => true);

        Assert.False(await look.Works(new(server.Url, "/loop"), Cancel));

        Assert.InRange(server.Asked.Count, 2, 12);
    }

    [Fact]
    public async Task A_server_that_is_silent_or_gone_or_has_no_name_is_not_waited_for()
    {
        await using var server = await LinkServer.Start();
        using var look = new LinkLook(_ => true, limit: TimeSpan.FromMilliseconds(300));

        Assert.False(await look.Works(new(server.Url, "/silent"), Cancel));
        Assert.False(await look.Works(new("http://127.0.0.1:1/"), Cancel));
        Assert.False(await look.Works(new("http://no-such-name.invalid/"), Cancel));
    }

    [Fact]
    public async Task A_server_that_is_silent_when_it_is_only_asked_what_is_there_is_asked_for_it()
    {
        await using var server = await LinkServer.Start();
        using var look = new LinkLook(_ => true, limit: TimeSpan.FromSeconds(4));

        Assert.True(await look.Works(new(server.Url, "/silent-head"), Cancel));

        Assert.Equal(["HEAD /silent-head", "GET /silent-head"], server.Asked);
    }

    [Fact]
    public async Task Ten_megabytes_are_never_downloaded()
    {
        await using var server = await LinkServer.Start();
        using var look = new LinkLook(_ => true);

        Assert.True(await look.Works(new(server.Url, "/endless"), Cancel));

        Assert.True(server.Sent < 10_000_000, $"{server.Sent} bytes were sent.");
    }

    /// <summary>As it is in production.</summary>
    [Theory]
    [InlineData("http://127.0.0.1:{0}/ok")]
    [InlineData("http://localhost:{0}/ok")]
    [InlineData("http://2130706433:{0}/ok")]
    [InlineData("http://0x7f.1:{0}/ok")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/ok")]
    [InlineData("http://0.0.0.0:{0}/ok")]
    public async Task Nothing_of_our_own_machine_or_network_is_ever_asked(string link)
    {
        await using var server = await LinkServer.Start();
        await using var network = await TestNetwork.Start();

        Assert.False(await network.Get<LinkLook>().Works(new(string.Format(System.Globalization.CultureInfo.InvariantCulture, link, server.Url.Port)), Cancel));

        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_redirect_leads_to_no_address_that_a_link_may_not()
    {
        await using var server = await LinkServer.Start();
        using var look = new LinkLook(address => address.Equals(IPAddress.Loopback));

        Assert.False(await look.Works(new(server.Url, "/to-elsewhere"), Cancel));

        Assert.Equal(["HEAD /to-elsewhere", "GET /to-elsewhere"], server.Asked);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.100.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("127.0.0.53", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void Only_addresses_of_the_public_internet_are_connected_to(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_link_is_dead_after_two_failed_weeks_and_alive_after_one_good_one()
    {
        await using var network = await TestNetwork.Start();
        await using var server = await LinkServer.Start();
        using var look = new LinkLook(_ => true);
        var table = network.Get<ResourcesTable>();
        await table.Add(SomeResource.Guide with { Link = new(server.Url, "/gone") }, "coach-1", Cancel);
        var checker = Checker(network, look);

        await checker.Run(Cancel);
        await Task.WhenAll(checker.Run(Cancel), checker.Run(Cancel));
        Assert.True((await table.All(Cancel))[0].IsOffered);
        network.Clock.Advance(TimeSpan.FromDays(7));
        await Task.WhenAll(checker.Run(Cancel), checker.Run(Cancel)); // Beside itself it is one look.

        Assert.Equal((2, false), ((await table.All(Cancel))[0].LinkState.FailedWeeks, (await table.All(Cancel))[0].IsOffered));
        Assert.Equal(ResourceState.Listed, (await table.All(Cancel))[0].State);
    }

    [Fact]
    public async Task A_link_that_staff_changed_during_the_look_is_not_judged_by_it()
    {
        await using var network = await TestNetwork.Start();
        await using var server = await LinkServer.Start();
        using var look = new LinkLook(_ => true);
        var table = network.Get<ResourcesTable>();
        await table.Add(SomeResource.Guide with { Link = new(server.Url, "/gone") }, "coach-1", Cancel);
        var stored = (await table.Get(SomeResource.Guide.Id, Cancel))!;
        var facts = new ResourceFacts("New", new(server.Url, "/ok"), stored.Resource.Needs, stored.Resource.Levels, "", null);
        network.Clock.BeforeNextLook(() => network.Get<ResourceEdits>().Save(stored.Resource.Id, facts, state: null, stored.Version, "Kim", "It moved.", Cancel), looksBefore: 1);

        await Checker(network, look).Run(Cancel);

        Assert.Equal((new Uri(server.Url, "/ok"), 0), ((await table.All(Cancel))[0].Link, (await table.All(Cancel))[0].LinkState.FailedWeeks));
    }

    [Fact]
    public void Those_never_looked_at_come_first_and_a_run_takes_no_more_than_so_many()
    {
        Resource[] all = [.. Enumerable.Range(0, 90).Select(n => SomeResource.Number(n) with { LinkState = n % 2 == 0 ? LinkState.Unchecked : new(0, Some.Moment.AddDays(-n)) })];

        var due = LinkChecks.Due([.. all, SomeResource.Guide with { State = ResourceState.Withdrawn }, SomeResource.Guide with { Link = null }], Some.Moment, LinkChecker.Most);

        Assert.Equal(LinkChecker.Most, due.Count);
        Assert.All(due.Take(45), resource => Assert.Null(resource.LinkState.CheckedAt));
        Assert.All(due, resource => Assert.False(resource.LinkState.CheckedAt > Some.Moment.AddDays(-7)));
        Assert.Equal(Some.Moment.AddDays(-89), due[45].LinkState.CheckedAt);
    }

    [Fact]
    public async Task A_file_that_no_resource_names_is_thrown_away_after_a_day_and_no_other()
    {
        await using var network = await TestNetwork.Start();
        using var look = new LinkLook(_ => true);
        var container = network.Storage.Container(ContainerNames.Resources);
        foreach (var name in (string[])["named", "unnamed"])
            await container.GetBlobClient(name).UploadAsync(new BinaryData(name), overwrite: true, Cancel);
        await network.Get<ResourcesTable>().Add(SomeResource.Guide with { Link = null, File = new("a.pdf", "named", 5, "application/pdf") }, "coach-1", Cancel);

        await Checker(network, look).Run(Cancel);
        Assert.Equal(2, await container.GetBlobsAsync(cancellationToken: Cancel).CountAsync(Cancel));
        network.Clock.Advance(DateTimeOffset.UtcNow.AddDays(2) - network.Clock.GetUtcNow()); // The emulator's clock is the machine's.
        await Checker(network, look).Run(Cancel);

        Assert.Equal(["named"], await container.GetBlobsAsync(cancellationToken: Cancel).Select(blob => blob.Name).ToListAsync(Cancel));
    }

    private static LinkChecker Checker(TestNetwork network, LinkLook look) => new(network.Get<ResourcesTable>(), network.Get<ResourceFiles>(), look, network.Clock, NullLogger<LinkChecker>.Instance);
}
