using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Pages.Layout;
using Arl.Tests.Support;
using Microsoft.Extensions.Localization;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>What a form says is wrong, to who reads it in Spanish. The API's words are the domain's own, in English.</summary>
public sealed class ProblemWordsTests
{
    private const string District = "3590001";

    private static readonly StringLocalizer<ProblemsTexts> s_texts = Texts.Of<ProblemsTexts>();

    /// <summary>Forms that are wrong in every way there is.</summary>
    private static readonly RequestForm[] s_wrong =
    [
        new(),
        Some.Form with { DistrictId = District },
        Some.Form with { SchoolIds = ["359000100001"] },
        Some.Form with { SchoolId = "1" },
        Some.Form with { SchoolId = "359999999999" },
        Some.Form with { SchoolId = null, DistrictId = "1" },
        Some.Form with { SchoolId = null, DistrictId = "9999999" },
        Some.Form with { SchoolId = null, DistrictId = District, SchoolIds = [.. Enumerable.Repeat("359000100001", RequestedPlace.MostSchools + 1)] },
        Some.Form with { SchoolId = null, DistrictId = District, SchoolIds = ["350000100001", "1"] },
        Some.Form with { SchoolId = null, School = new("", "", "", "many", "moon", "maybe") },
        Some.Form with { Needs = ["literacy", "mathematics", "attendance", "scheduling", "school-culture", "leadership-teams", "no-such-need"] },
        Some.Form with { Goals = new('x', RequestCheck.LongestGoals + 1), Languages = ["tlh"], StartBy = "tomorrow" },
        Some.Form with { Goals = "x\u0001", StartBy = "2020-01-01" },
        Some.Form with { StartBy = "2040-01-01", ContactEmail = "x", ContactPhone = "x", ContactLanguage = "fr", ContactName = new('x', 101) },
    ];

    private static readonly IReadOnlyList<Problem> s_problems =
    [
        .. s_wrong.SelectMany(form => ((Result<CheckedRequest>.Invalid)RequestCheck.Check(form, Some.Schools, Some.Today)).Problems),
        .. ((Result<CheckInAnswer>.Invalid)TypedAnswers.CheckIn("", new('x', TypedAnswers.LongestWords + 1), "x\u0001")).Problems,
    ];

    [Fact]
    public void Every_problem_has_Spanish_words_and_there_are_words_for_no_other() =>
        Assert.Equal(s_texts.GetAllStrings(includeParentCultures: true).Select(text => text.Name).Order(StringComparer.Ordinal), s_problems.Select(problem => $"Problem.{problem.Code}").Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void In_English_the_texts_say_what_the_domain_says() =>
        Assert.All(s_problems, problem => Assert.Equal(problem.Message, ReaderCulture.In(Language.English, () => s_texts[$"Problem.{problem.Code}", [.. problem.Arguments]].Value)));

    [Fact]
    public void In_Spanish_a_problem_names_the_same_things_in_other_words() =>
        Assert.All(s_problems, problem =>
        {
            var said = ReaderCulture.In(Language.Spanish, () => s_texts.Say(problem));

            Assert.NotEqual(problem.Message, said);
            Assert.All(problem.Arguments, argument => Assert.Contains(argument, said, StringComparison.Ordinal));
        });

    [Fact]
    public void A_problem_without_Spanish_words_is_said_in_English() => Assert.Equal("Only staff read this.", ReaderCulture.In(Language.Spanish, () => s_texts.Say(new Problem("x", "Only staff read this."))));
}
