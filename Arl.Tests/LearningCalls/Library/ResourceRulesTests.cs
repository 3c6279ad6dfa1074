using System.Text;
using Arl.Domain;
using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Schools;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class ResourceRulesTests
{
    private static readonly TypedResource s_typed = new("A first letter home", "https://example.org/letter", ["family-engagement"], [], "", "");

    [Fact]
    public void A_title_a_link_and_a_need_are_enough()
    {
        var facts = Ok(s_typed with { Title = "  A first\tletter   home ", Levels = ["high", "adultEducation"], Engagement = "arl 2222 2222" });

        Assert.Equal(("A first letter home", new Uri("https://example.org/letter")), (facts.Title, facts.Link));
        Assert.True(facts.Levels.SetEquals([SchoolLevel.High, SchoolLevel.AdultEducation]));
        Assert.Equal("ARL-2222-2222", facts.FromEngagement?.ToString());
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hello")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a")]
    [InlineData("https://ana@example.org/")]
    [InlineData("https://intranet/")]
    [InlineData("example.org/letter")]
    [InlineData("https://example.org/\nSet-Cookie: a=b")]
    public void Only_an_address_of_a_web_page_is_a_link(string link) => Assert.Equal(["link"], Wrong(s_typed with { Link = link }));

    [Fact]
    public void It_is_a_link_or_a_file_and_never_both_nor_neither()
    {
        Assert.Equal(["link"], Wrong(s_typed with { Link = "" }));
        Assert.Equal(["link"], Wrong(s_typed, hasFile: true));
        Assert.Null(Ok(s_typed with { Link = "" }, hasFile: true).Link);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_in_the_order_of_the_form() => Assert.Equal(
        ["title", "needs", "levels", "note", "engagement", "link"],
        Wrong(new("a", "", ["no-such-need"], ["no-such-level"], new('a', ResourceRules.LongestNote + 1), "ARL-2222-2223")));

    [Fact]
    public void A_link_from_a_call_may_wait_for_staff_to_say_what_it_is_for() =>
        Assert.IsType<Result<ResourceFacts>.Ok>(ResourceRules.Check(s_typed with { Needs = [] }, hasFile: false, needsAsked: false));

    [Theory]
    [InlineData("plan.pdf", "%PDF-1.7", "application/pdf")]
    [InlineData("PLAN.PDF", "%PDF-1.7", "application/pdf")]
    [InlineData("plan.docx", "PK\u0003\u0004...", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("list.csv", "name,address\r\nÉcole,12", null)]
    [InlineData("notes.txt", "<script>is only text here</script>", "text/plain; charset=utf-8")]
    [InlineData("plan.pdf", "<html>", null)]
    [InlineData("plan.docm", "PK\u0003\u0004", null)]
    [InlineData("page.html", "<html>", null)]
    [InlineData("picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", null)]
    [InlineData("script.js", "alert(1)", null)]
    [InlineData("plan.pdf.exe", "%PDF-1.7", null)]
    [InlineData("notes.txt", "a\0b", null)]
    [InlineData("pdf", "%PDF-1.7", null)]
    public void What_a_file_is_goes_by_its_name_and_its_first_bytes_together(string name, string start, string? type) =>
        Assert.Equal(type, FileKind.Of(name, Encoding.UTF8.GetBytes(start))?.Type);

    [Fact]
    public void A_text_whose_last_letter_is_cut_is_still_a_text() => Assert.NotNull(FileKind.Of("notes.txt", Encoding.UTF8.GetBytes("né").AsSpan(0, 2)));

    [Theory]
    [InlineData("D:\\papers\\Family night.PDF", "Family night.pdf")]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("a\"; filename=evil.exe\r\n.pdf", "a filename evil exe.pdf")]
    [InlineData("Reunión de familias.pdf", "Reunión de familias.pdf")]
    [InlineData("....pdf", "resource.pdf")]
    public void A_file_is_saved_by_a_name_that_nothing_can_misread(string sent, string saved) =>
        Assert.Equal(saved, ResourceRules.FileName(sent, FileKind.All[0]));

    [Fact]
    public void A_long_name_is_cut() => Assert.Equal(ResourceRules.LongestFileName, ResourceRules.FileName(new string('a', 400) + ".pdf", FileKind.All[0]).Length);

    private static ResourceFacts Ok(TypedResource typed, bool hasFile = false) => Assert.IsType<Result<ResourceFacts>.Ok>(ResourceRules.Check(typed, hasFile)).Value;

    private static IEnumerable<string> Wrong(TypedResource typed, bool hasFile = false) => Assert.IsType<Result<ResourceFacts>.Invalid>(ResourceRules.Check(typed, hasFile)).Problems.Select(problem => problem.Field);
}
