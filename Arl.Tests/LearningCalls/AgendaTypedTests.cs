using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls;

public sealed class AgendaTypedTests
{
    private static readonly AgendaTyped s_nothing = new([], [], new Dictionary<AgendaSection, string>(), "", "", StoryConfirmed: false);

    private static readonly IReadOnlyList<AgendaLine> s_built = [.. SomeAgenda.Week.Build(), new(AgendaSection.Story, "story_ARL-7K3F-9QZ2", "A school in New Mexico rates its coaching 5 of 5.")];

    [Fact]
    public void What_is_ticked_is_left_out_and_what_is_unticked_is_shown_again()
    {
        var edits = Ok(s_nothing with { LeftOut = ["question_q1"] });

        Assert.Equal(["question_q1"], edits.LeftOut);
        Assert.Empty(Ok(s_nothing, edits).LeftOut);
    }

    [Fact]
    public void A_line_that_is_not_built_this_time_stays_left_out_for_when_it_is_again() =>
        Assert.Equal(["help_VT__literacy_"], Ok(s_nothing, AgendaEdits.None with { LeftOut = ["help_VT__literacy_"] }).LeftOut);

    [Fact]
    public void A_question_in_the_coachs_own_words_is_no_edit() => Assert.Empty(Ok(s_nothing with { Questions = [new("question_q1", SomeAgenda.Question.Words)] }).Reworded);

    [Fact]
    public void A_question_can_be_said_in_other_words_and_an_emptied_field_means_the_coachs_own()
    {
        Assert.Equal([new("question_q1", "How do you begin by video?")], Ok(s_nothing with { Questions = [new("question_q1", " How do you\nbegin by video? ")] }).Reworded);
        Assert.Empty(Ok(s_nothing with { Questions = [new("question_q1", " ")] }).Reworded);
    }

    [Fact]
    public void Each_typed_line_is_a_line_of_the_agenda()
    {
        var own = Ok(s_nothing with { Own = new Dictionary<AgendaSection, string> { [AgendaSection.Questions] = "Who comes in spring?\r\n\r\n  Who  hosts? ", [AgendaSection.Resources] = "" } }).Own;

        Assert.Equal([new(AgendaSection.Questions, "own_Questions_1", "Who comes in spring?"), new(AgendaSection.Questions, "own_Questions_2", "Who hosts?")], own);
    }

    [Fact]
    public void No_story_is_shown_that_nobody_confirmed()
    {
        Assert.Equal("storyConfirmed", Assert.Single(Wrong(s_nothing with { StoryWords = "Families come again." })).Field);
        Assert.Equal("storyConfirmed", Assert.Single(Wrong(s_nothing with { StoryKey = "story_ARL-7K3F-9QZ2" })).Field);
    }

    [Fact]
    public void A_chosen_story_without_words_of_staff_is_told_by_the_draft_that_names_nobody() =>
        Assert.Equal(new("story_ARL-7K3F-9QZ2", "A school in New Mexico rates its coaching 5 of 5."), Ok(s_nothing with { StoryKey = "story_ARL-7K3F-9QZ2", StoryConfirmed = true }).Story);

    [Fact]
    public void No_candidate_and_no_words_is_no_story() => Assert.Null(Ok(s_nothing with { StoryConfirmed = true, StoryKey = "story_gone" }).Story);

    [Fact]
    public void What_is_too_long_is_said_at_its_field() =>
        Assert.Equal(["questions", "ownHelpWanted", "storyWords"], Wrong(s_nothing with
        {
            Questions = [new("question_q1", new string('x', 501))],
            Own = new Dictionary<AgendaSection, string> { [AgendaSection.HelpWanted] = new string('x', 301) },
            StoryWords = new string('x', 601),
            StoryConfirmed = true,
        }).Select(problem => problem.Field));

    private static AgendaEdits Ok(AgendaTyped typed, AgendaEdits? before = null) => Assert.IsType<Result<AgendaEdits>.Ok>(typed.Check(s_built, before ?? AgendaEdits.None)).Value;

    private static IReadOnlyList<Problem> Wrong(AgendaTyped typed) => Assert.IsType<Result<AgendaEdits>.Invalid>(typed.Check(s_built, AgendaEdits.None)).Problems;

    [Fact]
    public void A_tick_is_kept_once_and_only_of_a_line_that_is_built() => Assert.Equal(["question_q1"], Ok(s_nothing with { LeftOut = ["question_q1", "question_gone", "question_q1"] }).LeftOut);

    [Fact]
    public void Other_words_for_a_line_that_is_not_built_this_time_stay() =>
        Assert.Equal([new("question_gone", "As we said it")], Ok(s_nothing, AgendaEdits.None with { Reworded = [new("question_gone", "As we said it"), new("question_q1", "Dropped")] }).Reworded);

    [Fact]
    public void Own_lines_stand_by_section_and_are_ten_of_one_at_most()
    {
        Dictionary<AgendaSection, string> Lines(int lines) => new() { [AgendaSection.HelpWanted] = "Who helps?", [AgendaSection.Resources] = string.Join('\n', Enumerable.Range(1, lines)) };

        Assert.Equal([.. Enumerable.Range(1, 10).Select(n => $"{n}"), "Who helps?"], Ok(s_nothing with { Own = Lines(10) }).Own.Select(line => line.Words));
        Assert.Equal("ownResources", Assert.Single(Wrong(s_nothing with { Own = Lines(11) })).Field);
        Assert.Equal("ownResources", Assert.Single(Wrong(s_nothing with { Own = new Dictionary<AgendaSection, string> { [AgendaSection.Resources] = string.Join('\n', Enumerable.Range(1, 11).Select(n => n < 11 ? "x" : new string('x', 301))) } })).Field);
    }

    [Fact]
    public void A_story_in_words_of_staff_keeps_the_candidate_that_it_is_about_also_when_that_is_gone() =>
        Assert.Equal([new("story_ARL-7K3F-9QZ2", "Ours"), new AgendaStory("story_gone", "Ours")], new[] { "story_ARL-7K3F-9QZ2", "story_gone" }.Select(key => Ok(s_nothing with { StoryKey = key, StoryWords = "Ours", StoryConfirmed = true }).Story));
}
