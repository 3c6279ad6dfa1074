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

    [Theory]
    [InlineData("title", 2, false), InlineData("title", 3, true), InlineData("title", 120, true), InlineData("title", 121, false), InlineData("note", 600, true), InlineData("note", 601, false), InlineData("link", 1_000, true), InlineData("link", 1_001, false)]
    public void Each_field_has_its_length(string field, int length, bool fits)
    {
        var text = field == "link" ? "https://example.org/".PadRight(length, 'x') : new string('x', length);

        Assert.Equal(fits, ResourceRules.Check(field switch { "title" => s_typed with { Title = text }, "note" => s_typed with { Note = text }, _ => s_typed with { Link = text } }, hasFile: false) is Result<ResourceFacts>.Ok);
    }

    [Fact]
    public void A_note_keeps_its_lines_and_no_other_sign_of_control_and_a_link_is_without_space_around_it()
    {
        var facts = Ok(s_typed with { Note = " One\r\nTwo\u0007 ", Link = " https://example.org/letter " });

        Assert.Equal(("One\nTwo", "https://example.org/letter"), (facts.Note, facts.Link!.AbsoluteUri));
    }

    [Theory]
    [InlineData("plan_a-b (1).pdf", "plan_a-b (1).pdf")]
    [InlineData("plan+b.pdf", "plan b.pdf")]
    public void Some_signs_of_a_file_name_stay(string sent, string saved) => Assert.Equal(saved, ResourceRules.FileName(sent, FileKind.All[0]));

    [Fact]
    public void A_long_name_is_cut_within_no_letter_and_ends_in_no_space()
    {
        Assert.Equal(new string('a', 115) + ".pdf", ResourceRules.FileName(new string('a', 115) + "\U00020000b.pdf", FileKind.All[0]));
        Assert.Equal(new string('a', 115) + ".pdf", ResourceRules.FileName(new string('a', 115) + " bc.pdf", FileKind.All[0]));
        Assert.Equal(new string('a', 116) + ".pdf", ResourceRules.FileName(new string('a', 116) + ".pdf", FileKind.All[0]));
    }

    [Theory]
    [InlineData("a\tb\r\nc\f", true), InlineData("a\u0007", false)]
    public void A_text_has_lines_tabs_and_pages_and_no_other_sign_of_control(string text, bool isText) => Assert.Equal(isText, FileKind.Of("notes.txt", Encoding.UTF8.GetBytes(text)) is not null);

    [Fact]
    public void Each_kind_of_file_is_known_by_its_first_bytes_and_no_fewer()
    {
        Assert.All(FileKind.All.Where(kind => kind.Start.Count > 0), kind =>
        {
            Assert.Equal(kind, FileKind.Of("x" + kind.Extension, [.. kind.Start]));
            Assert.Null(FileKind.Of("x" + kind.Extension, [.. kind.Start.SkipLast(1)]));
        });
        Assert.Equal([".pdf 5", ".docx 4", ".pptx 4", ".xlsx 4", ".odt 4", ".odp 4", ".ods 4", ".png 8", ".jpg 3", ".jpeg 3", ".txt 0"], FileKind.All.Select(kind => $"{kind.Extension} {kind.Start.Count}"));
        Assert.Equal("pdf, docx, pptx, xlsx, odt, odp, ods, png, jpg, or txt", FileKind.Listed);
    }
}
