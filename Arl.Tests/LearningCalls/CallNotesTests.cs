using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls;

public sealed class CallNotesTests
{
    private static readonly CoachHelp s_said = new("jo", "ana", "with family nights");

    [Fact]
    public void A_coach_thanks_another_in_a_few_words() => Assert.Equal(s_said, Assert.IsType<Result<CoachHelp>.Ok>(CoachHelp.Check("jo", "ana", " with  family nights", Known)).Value);

    [Theory]
    [InlineData("", "ana", "", "helper"), InlineData("kim", "ana", "", "helper"), InlineData("ana", "ana", "", "helper"), InlineData("jo", "", "", "helped")]
    public void Who_is_no_coach_of_the_network_or_the_same_one_helped_nobody(string helper, string helped, string with, string field) =>
        Assert.Equal(field, Assert.Single(Assert.IsType<Result<CoachHelp>.Invalid>(CoachHelp.Check(helper, helped, with, Known)).Problems).Field);

    [Fact]
    public void A_long_thank_you_is_asked_to_be_shorter() => Assert.IsType<Result<CoachHelp>.Invalid>(CoachHelp.Check("jo", "ana", new string('x', 141), Known));

    [Fact]
    public void Each_pair_is_told_once_and_staffs_words_before_the_coachs()
    {
        var notes = CallNotes.None with { Helped = [s_said with { With = "with a plan" }] };

        Assert.Equal([s_said with { With = "with a plan" }, new("ana", "jo", "")], notes.Told([s_said, new("ana", "jo", "")]));
    }

    [Fact]
    public void What_staff_left_out_is_not_told() => Assert.Empty((CallNotes.None with { LeftOut = [s_said.Key] }).Told([s_said]));

    [Fact]
    public void Of_a_coach_who_is_erased_nothing_is_told()
    {
        Assert.Equal("Jo Reyes helped Ana Diaz: with family nights", s_said.InWords(id => id == "jo" ? "Jo Reyes" : "Ana Diaz"));
        Assert.Null(s_said.InWords(id => id == "jo" ? null : "Ana Diaz"));
    }

    [Theory]
    [InlineData("", "q1"), InlineData("  \n ", "q1"), InlineData("Why?", ""), InlineData("Why?", "a|b")]
    public void A_question_has_words_and_the_key_of_its_form(string words, string id) => Assert.IsType<Result<CallQuestion>.Invalid>(CallQuestion.Check(id, "jo", words, Some.Moment));

    [Fact]
    public void A_question_has_500_characters_at_most()
    {
        Assert.IsType<Result<CallQuestion>.Ok>(CallQuestion.Check("q1", "jo", new string('x', 500), Some.Moment));
        Assert.IsType<Result<CallQuestion>.Invalid>(CallQuestion.Check("q1", "jo", new string('x', 501), Some.Moment));
    }

    [Fact]
    public void Words_of_people_stand_in_no_log_by_accident() =>
        Assert.Equal(("question q1", "jo helped ana"), (new CallQuestion("q1", "jo", "secret", Some.Moment).ToString(), s_said.ToString()));

    private static bool Known(string id) => id is "jo" or "ana";

    [Fact]
    public void Notes_are_lines_of_5000_characters_at_most_without_signs_of_control()
    {
        Assert.Equal("One\n\tTwo", Assert.IsType<Result<string>.Ok>(CallNotes.Check(" One\r\n\tTwo ")).Value);
        Assert.IsType<Result<string>.Ok>(CallNotes.Check(new string('x', CallNotes.LongestWords)));
        Assert.All(new[] { new string('x', CallNotes.LongestWords + 1), "One\u0007" }, words => Assert.Equal("notes", Assert.Single(Assert.IsType<Result<string>.Invalid>(CallNotes.Check(words)).Problems).Field));
    }

    [Fact]
    public void What_coaches_said_is_told_in_one_order() => Assert.Equal(["ana_jo", "jo_ana"], CallNotes.None.Told([new("ana", "jo", ""), s_said]).Select(help => help.Key));

    [Theory]
    [InlineData(64, true), InlineData(65, false)]
    public void The_key_of_a_form_has_64_characters_at_most(int length, bool fits) => Assert.Equal(fits, CallQuestion.Check(new string('a', length), "jo", "Why?", Some.Moment) is Result<CallQuestion>.Ok);
}
