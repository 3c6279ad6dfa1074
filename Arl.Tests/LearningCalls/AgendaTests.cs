using Arl.Domain.LearningCalls;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.LearningCalls;

public sealed class AgendaTests
{
    [Fact]
    public void An_ordinary_week_has_its_resources_questions_and_calls_for_help()
    {
        var agenda = SomeAgenda.Built;

        Assert.Equal(["Family nights that work"], agenda.Words(AgendaSection.Resources));
        Assert.Equal("/library/open/r1", agenda.Of(AgendaSection.Resources)[0].Path);
        Assert.Equal(["How do you begin a first session by video?"], agenda.Words(AgendaSection.Questions));
        Assert.Equal(["Mathematics · New Mexico · high: 2 requests wait"], agenda.Words(AgendaSection.HelpWanted));
        Assert.Empty(agenda.Of(AgendaSection.Story));
    }

    [Fact]
    public void A_line_that_staff_left_out_stays_out_when_the_agenda_is_built_again()
    {
        var edited = SomeAgenda.Built with { Edits = AgendaEdits.None with { LeftOut = ["question_q1"] } };

        var again = edited.Rebuilt((SomeAgenda.Week with { Questions = [SomeAgenda.Question, SomeAgenda.Question with { Id = "q2", Words = "Who knows a good book?" }] }).Build());

        Assert.Equal(["Who knows a good book?"], again.Words(AgendaSection.Questions));
    }

    [Fact]
    public void Staffs_words_win_over_those_that_were_built_however_often_they_are_built()
    {
        var edited = SomeAgenda.Built with { Edits = AgendaEdits.None with { Reworded = [new("question_q1", "How do you begin by video?")] } };

        Assert.Equal(["How do you begin by video?"], edited.Rebuilt(SomeAgenda.Week.Build()).Words(AgendaSection.Questions));
    }

    [Fact]
    public void A_call_for_help_that_was_left_out_stays_out_when_one_more_school_waits()
    {
        var edited = SomeAgenda.Built with { Edits = AgendaEdits.None with { LeftOut = [SomeAgenda.Help.Key] } };

        Assert.Empty(edited.Rebuilt((SomeAgenda.Week with { Help = [SomeAgenda.Help with { Requests = 3 }] }).Build()).Of(AgendaSection.HelpWanted));
    }

    [Fact]
    public void Staffs_own_lines_come_after_the_built_ones_and_stay_when_these_are_gone()
    {
        var edited = SomeAgenda.Built with { Edits = AgendaEdits.None with { Own = [new(AgendaSection.Questions, "own_1", "Who comes to the spring meeting?")] } };

        Assert.Equal(["How do you begin a first session by video?", "Who comes to the spring meeting?"], edited.Words(AgendaSection.Questions));
        Assert.Equal(["Who comes to the spring meeting?"], edited.Rebuilt([]).Words(AgendaSection.Questions));
    }

    [Fact]
    public void A_story_is_shown_only_when_staff_have_chosen_it_and_in_their_words()
    {
        var candidates = SomeAgenda.Built.Rebuilt([new(AgendaSection.Story, "story_ARL-7K3F-9QZ2", "A school in New Mexico rates its coaching 5 of 5.")]);

        var chosen = candidates with { Edits = AgendaEdits.None with { Story = new("story_ARL-7K3F-9QZ2", "A principal in New Mexico says that families come again.") } };

        Assert.Empty(candidates.Of(AgendaSection.Story));
        Assert.Equal(["A principal in New Mexico says that families come again."], chosen.Words(AgendaSection.Story));
        Assert.Equal(["A principal in New Mexico says that families come again."], chosen.Rebuilt([]).Words(AgendaSection.Story));
    }

    [Fact]
    public void An_agenda_with_nothing_to_show_is_empty_even_where_there_are_candidates_for_a_story() =>
        Assert.True(Agenda.Empty.Rebuilt([new(AgendaSection.Story, "story_x", "…")]).IsEmpty);

    [Fact]
    public void The_order_in_which_the_week_is_told_never_changes_the_agenda() =>
        Gen.Shuffle(Enumerable.Range(0, 8).ToArray()).Sample(order =>
        {
            CallQuestion[] questions = [.. order.Select(n => SomeAgenda.Question with { Id = $"q{n}", AskedAt = Some.Moment.AddMinutes(n / 2) })];
            NewResource[] resources = [.. order.Select(n => new NewResource($"r{n}", $"Title {n / 2}", $"/library/open/r{n}"))];

            return new AgendaWeek(resources, questions, [], []).Build().SequenceEqual(new AgendaWeek([.. resources.OrderBy(one => one.Id, StringComparer.Ordinal)], [.. questions.OrderBy(one => one.Id, StringComparer.Ordinal)], [], []).Build());
        });

    [Fact]
    public void A_long_list_is_cut_so_that_it_is_read()
    {
        var week = new AgendaWeek([.. Enumerable.Range(10, 20).Select(n => new NewResource($"r{n}", $"Title {n}", "/"))], [], [.. Enumerable.Range(0, 9).Select(n => SomeAgenda.Help with { WaitingSince = Some.Moment.AddDays(-n), Requests = n + 1 })], []);

        Assert.Equal(AgendaWeek.MostResources, week.Build().Count(line => line.Section == AgendaSection.Resources));
        Assert.Equal("Mathematics · New Mexico · high: 9 requests wait", week.Build().First(line => line.Section == AgendaSection.HelpWanted).Words);
    }
}
