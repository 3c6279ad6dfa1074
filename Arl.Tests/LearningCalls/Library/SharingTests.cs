using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Arl.Domain.LearningCalls.Library;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class SharingTests
{
    [Fact]
    public async Task A_coach_shares_a_link_which_staff_then_look_at()
    {
        await using var site = await LibrarySite.Start();

        var (status, location, _) = await site.Share(LibrarySite.Form(link: "https://example.org/letter", note: "It worked."));

        Assert.Equal((HttpStatusCode.SeeOther, site.Path + "?did=shared"), (status, location!.OriginalString));
        var shared = Assert.Single(await site.Resources.All(Site.Cancel));
        Assert.Equal((ResourceState.Proposed, Some.Coach.Id, "https://example.org/letter", "It worked."), (shared.State, shared.SharedBy, shared.Link!.AbsoluteUri, shared.Note));
        var page = await new HtmlParser().ParseDocumentAsync(await site.Site.Http.GetStringAsync(location, Site.Cancel), Site.Cancel);
        PageRules.AreKept(page);
        Assert.Contains("Staff have not looked at it yet.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", page.QuerySelector(".usa-collection")?.TextContent ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_kept_as_it_was_sent_under_a_name_that_nothing_can_misread()
    {
        await using var site = await LibrarySite.Start();
        var large = LibrarySite.Pdf.Concat(new byte[ResourceRules.MostBytes - LibrarySite.Pdf.Length]).ToArray();

        var (status, _, page) = await site.Share(LibrarySite.Form(file: ("../Family night.PDF", large)));

        Assert.True(status == HttpStatusCode.SeeOther, page);
        var file = Assert.Single(await site.Resources.All(Site.Cancel)).File!;
        Assert.Equal(("Family night.pdf", large.Length, "application/pdf"), (file.Name, (int)file.Bytes, file.Type));
        Assert.Equal([file.Blob], await site.Blobs());
    }

    [Fact]
    public async Task A_form_sent_twice_shares_once_and_leaves_no_second_file()
    {
        await using var site = await LibrarySite.Start();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.Share(LibrarySite.Form(file: ("letter.pdf", LibrarySite.Pdf)))));
        await site.Share(LibrarySite.Form(file: ("letter.pdf", LibrarySite.Pdf)));

        Assert.Equal([Assert.Single(await site.Resources.All(Site.Cancel)).File!.Blob], await site.Blobs());
    }

    [Theory]
    [InlineData("page.html", "<html>", "cannot be shared")]
    [InlineData("letter.pdf", "<html><script>", "cannot be shared")]
    [InlineData("picture.svg", "<svg/>", "cannot be shared")]
    [InlineData("letter.pdf", "", "is empty")]
    public async Task What_cannot_be_shared_is_said_and_nothing_typed_is_lost(string name, string content, string said)
    {
        await using var site = await LibrarySite.Start();

        var (status, _, html) = await site.Share(LibrarySite.Form(title: "A first letter", note: "Typed with care.", file: (name, Encoding.ASCII.GetBytes(content))));

        var page = await new HtmlParser().ParseDocumentAsync(html, Site.Cancel);
        PageRules.AreKept(page);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(said, page.GetElementById("file-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("A first letter", "Typed with care."), (page.GetElementById("title")!.GetAttribute("value"), page.GetElementById("note")!.TextContent));
        Assert.True(page.GetElementById("needs-family-engagement")!.HasAttribute("checked"));
        Assert.Empty(await site.Blobs());
        Assert.Empty(await site.Resources.All(Site.Cancel));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_in_words_whatever_its_length_is_said_to_be()
    {
        await using var site = await LibrarySite.Start();
        var content = LibrarySite.Pdf.Concat(new byte[ResourceRules.MostBytes]).ToArray();
        using var form = LibrarySite.Form(file: ("letter.pdf", content));
        using var request = new HttpRequestMessage(HttpMethod.Post, site.Path) { Content = form };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await site.Site.Http.SendAsync(request, Site.Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This file is too large: at most 20 MB.", await answer.Content.ReadAsStringAsync(Site.Cancel), StringComparison.Ordinal);
        Assert.Empty(await site.Blobs());
    }

    [Fact]
    public async Task A_file_that_comes_with_wrong_words_is_not_kept_and_must_be_chosen_again()
    {
        await using var site = await LibrarySite.Start();

        var (status, _, html) = await site.Share(LibrarySite.Form(title: "", file: ("letter.pdf", LibrarySite.Pdf)));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Please choose the file again", html, StringComparison.Ordinal);
        Assert.Empty(await site.Blobs());
    }

    [Fact]
    public async Task A_body_that_breaks_off_keeps_nothing()
    {
        await using var site = await LibrarySite.Start();
        var whole = await LibrarySite.Form(file: ("letter.pdf", [.. LibrarySite.Pdf, .. new byte[9000]])).ReadAsByteArrayAsync(Site.Cancel);
        using var form = LibrarySite.Form(file: ("letter.pdf", LibrarySite.Pdf));
        var boundary = form.Headers.ContentType!.Parameters.Single().Value!;
        foreach (var length in (int[])[0, 20, 300, whole.Length - 5000, whole.Length - 20])
        {
            using var cut = new ByteArrayContent(whole[..length]);
            cut.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");

            Assert.Equal(HttpStatusCode.BadRequest, (await site.Share(cut)).Status);
        }
        Assert.Empty(await site.Blobs());
        Assert.Empty(await site.Resources.All(Site.Cancel));
    }

    [Fact]
    public async Task Who_has_twenty_that_staff_have_not_looked_at_waits_for_them()
    {
        await using var site = await LibrarySite.Start();
        await site.Share(LibrarySite.Form(key: "first", link: "https://example.org/first"));
        foreach (var n in Enumerable.Range(1, 19))
            await site.Resources.Add(SomeResource.Number(n) with { State = ResourceState.Proposed }, Some.Coach.Id, Site.Cancel);
        await site.Resources.Add(SomeResource.Number(20) with { State = ResourceState.Withdrawn }, Some.Coach.Id, Site.Cancel);

        var link = await site.Share(LibrarySite.Form(key: "more", link: "https://example.org/more"));
        var file = await site.Share(LibrarySite.Form(key: "file", file: ("letter.pdf", LibrarySite.Pdf)));
        var again = await site.Share(LibrarySite.Form(key: "first", link: "https://example.org/first"));
        var other = await site.Share(LibrarySite.Form(key: "more", link: "https://example.org/more"), new(site.Site.Network.Get<Arl.Functions.LearningCalls.Library.LibraryLinks>().PathOf("coach-2"), UriKind.Relative));

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], [link.Status, file.Status, again.Status, other.Status]);
        Assert.All([link.Page, file.Page], page => Assert.Contains("20 of yours wait for staff to look at them", page, StringComparison.Ordinal));
        Assert.Empty(await site.Blobs());
        Assert.Equal(20, (await site.Resources.Proposed(Site.Cancel)).Count(resource => resource.SharedBy == Some.Coach.Id));
    }

    [Fact]
    public async Task A_reference_must_be_of_a_request_of_that_coach()
    {
        await using var site = await LibrarySite.Start();
        var mine = (await site.Site.Post(SomeJson.Request)).Reference!;
        await site.Site.Network.Settle();
        var coach = (await site.Site.Network.Requests.Get(Arl.Domain.Requests.Reference.Parse(mine), Site.Cancel))!.Request.Match!.CoachId;
        var other = new Uri(site.Site.Network.Get<Arl.Functions.LearningCalls.Library.LibraryLinks>().PathOf(coach == "coach-1" ? "coach-2" : "coach-1"), UriKind.Relative);
        var own = new Uri(site.Site.Network.Get<Arl.Functions.LearningCalls.Library.LibraryLinks>().PathOf(coach), UriKind.Relative);

        var refused = await site.Share(LibrarySite.Form(link: "https://example.org/a", engagement: mine), other);
        var taken = await site.Share(LibrarySite.Form(link: "https://example.org/a", engagement: mine), own);

        Assert.Contains("This is no request of yours.", refused.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, taken.Status);
        Assert.Equal(mine, Assert.Single(await site.Resources.All(Site.Cancel)).FromEngagement!.ToString());
    }
}
