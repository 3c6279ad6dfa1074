using System.Security.Cryptography;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Hosting;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using CsCheck;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Arl.Tests.Engagements;

public sealed class ActionLinksTests
{
    private static readonly string s_old = Key(1), s_new = Key(2), s_newest = Key(3);

    private long _drawn;
    private readonly FakeTimeProvider _clock = new(Some.Moment);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_opens_what_it_was_made_for()
    {
        var (links, storage) = await Links(s_old);
        var token = await Make(links, storage, LinkPurpose.Decline, match: 2);

        var opened = await links.Open(Some.Request.Reference.ToString(), token, Cancel);

        var link = Assert.IsType<OpenedLink.Ready>(opened).Link;
        Assert.Equal((Some.Request.Reference, LinkPurpose.Decline, 2), (link.Reference, link.Purpose, link.Match));
    }

    [Fact]
    public async Task With_a_new_key_in_front_both_old_and_new_links_open()
    {
        var (links, storage) = await Links(s_old);
        var token = await Make(links, storage);
        var rotated = On(storage, $"{s_new};{s_old}");
        var younger = await Make(rotated, storage, LinkPurpose.Decline);

        Assert.IsType<OpenedLink.Ready>(await rotated.Open(Some.Request.Reference.ToString(), token, Cancel));
        Assert.IsType<OpenedLink.Ready>(await rotated.Open(Some.Request.Reference.ToString(), younger, Cancel));
        Assert.IsType<OpenedLink.Ready>(await On(storage, $"{s_newest};{s_new}").Open(Some.Request.Reference.ToString(), younger, Cancel));
    }

    [Fact]
    public async Task A_key_that_is_dropped_ends_its_links()
    {
        var (links, storage) = await Links($"{s_new};{s_old}");
        var token = await Make(links, storage);

        Assert.IsType<OpenedLink.Unknown>(await On(storage, s_old).Open(Some.Request.Reference.ToString(), token, Cancel));
        Assert.IsType<OpenedLink.Unknown>(await On(storage, s_newest).Open(Some.Request.Reference.ToString(), token, Cancel));
    }

    [Fact]
    public async Task A_link_lives_fourteen_days()
    {
        var (links, storage) = await Links(s_old);
        var token = await Make(links, storage);

        _clock.Advance(ActionLinks.Lifetime - TimeSpan.FromSeconds(1));
        Assert.IsType<OpenedLink.Ready>(await links.Open(Some.Request.Reference.ToString(), token, Cancel));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new OpenedLink.Unknown(Some.Request.Reference, LinkPurpose.Accept), await links.Open(Some.Request.Reference.ToString(), token, Cancel));
        Assert.Equal(14, ActionLinks.Lifetime.TotalDays);
    }

    [Fact]
    public async Task A_link_is_used_once()
    {
        var (links, storage) = await Links(s_old);
        var token = await Make(links, storage);
        var ready = Assert.IsType<OpenedLink.Ready>(await links.Open(Some.Request.Reference.ToString(), token, Cancel));
        var table = storage.Table(TableNames.Requests);

        await table.SubmitTransactionAsync([ActionLinks.Use(ready.Link, Some.Moment)], Cancel);

        var second = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([ActionLinks.Use(ready.Link, Some.Moment)], Cancel));
        Assert.Equal(412, second.Status);
        Assert.Equal(new OpenedLink.Used(Some.Request.Reference, LinkPurpose.Accept, 1, Some.Moment), await links.Open(Some.Request.Reference.ToString(), token, Cancel));
    }

    [Fact]
    public async Task The_token_is_kept_nowhere()
    {
        var (links, storage) = await Links(s_old);
        var token = await Make(links, storage);

        var rows = await storage.Table(TableNames.Requests).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);

        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
        Assert.Contains(rows, row => row.RowKey == $"{Some.Request.Reference}_link_{hash}");
        Assert.DoesNotContain(rows, row => row.Any(column => column.Value?.ToString()?.Contains(token, StringComparison.Ordinal) is true));
    }

    [Fact]
    public async Task A_link_without_its_row_opens_nothing()
    {
        var (links, _) = await Links(s_old);
        var change = RequestChange.Create(Some.Request, "school", Some.Moment);
        var token = links.Create(change, LinkPurpose.Met, 1).Segments[^1];

        Assert.Equal(new OpenedLink.Unknown(Some.Request.Reference, LinkPurpose.Met), await links.Open(Some.Request.Reference.ToString(), token, Cancel));
    }

    [Fact]
    public async Task No_changed_character_opens_anything()
    {
        var (links, storage) = await Links(s_old);
        var token = await Make(links, storage);

        await Gen.Select(Gen.Int[0, token.Length - 1], Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]).Where(change => token[change.Item1] != change.Item2).SampleAsync(async change =>
        {
            var forged = token[..change.Item1] + change.Item2 + token[(change.Item1 + 1)..];
            Assert.IsType<OpenedLink.Unknown>(await links.Open(Some.Request.Reference.ToString(), forged, Cancel));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task No_text_at_all_is_a_fault() // Nor does any open.
    {
        var (links, _) = await Links(s_old);

        await Gen.Select(Gen.OneOf(Gen.String, Gen.Const(Some.Request.Reference.ToString())), Gen.String[0, 60]).SampleAsync(async (reference, token) =>
            Assert.IsType<OpenedLink.Unknown>(await links.Open(reference, token, Cancel)), iter: 500, threads: 1);
    }

    [Fact]
    public async Task A_link_of_one_request_opens_no_other()
    {
        var (links, storage) = await Links(s_old);
        var token = await Make(links, storage);

        Assert.IsType<OpenedLink.Unknown>(await links.Open(Reference.Create(3, 4712).ToString(), token, Cancel));
    }

    [Fact]
    public void A_cut_link_still_says_whose_it_was() =>
        Assert.Equal(Side.School, LinkToken.Read(LinkToken.New(LinkPurpose.CheckInSchool, 1, Some.Moment, 4711).Sign(new byte[32], Some.Request.Reference)[..^9])!.Purpose.ReaderOf());

    private async Task<(ActionLinks Links, ArlStorage Storage)> Links(string keys)
    {
        var storage = await TestStorage.New();
        return (On(storage, keys), storage);
    }

    private ActionLinks On(ArlStorage storage, string keys) => new(Options.Create(new SiteOptions { BaseUrl = "https://help.arl.example", LinkKeys = keys }), storage, () => (ulong)Interlocked.Increment(ref _drawn), _clock);

    /// <summary>The token of a link that was written with its change.</summary>
    private static async Task<string> Make(ActionLinks links, ArlStorage storage, LinkPurpose purpose = LinkPurpose.Accept, int match = 1)
    {
        var change = RequestChange.Create(Some.Request, "school", Some.Moment);
        var url = links.Create(change, purpose, match);
        await storage.Table(TableNames.Requests).SubmitTransactionAsync([change.Actions.Single(action => action.Entity.RowKey.Contains("_link_", StringComparison.Ordinal))], Cancel);
        return url.Segments[^1];
    }

    private static string Key(byte start) => Convert.ToBase64String([.. Enumerable.Repeat(start, 32)]);
}
