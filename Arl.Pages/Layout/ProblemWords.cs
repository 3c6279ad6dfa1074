using Arl.Domain;
using Microsoft.Extensions.Localization;

namespace Arl.Pages.Layout;

/// <summary>Marks what a form says is wrong, by the problem's code, for the localizer. Its English is the domain's own.</summary>
public sealed class ProblemsTexts;

public static class ProblemWords
{
    /// <summary>In the reader's language.</summary>
    public static string Say(this IStringLocalizer<ProblemsTexts> texts, Problem problem) =>
        problem.Code is null || ReaderCulture.Now == Language.English ? problem.Message : texts[$"Problem.{problem.Code}", [.. problem.Arguments]];
}
