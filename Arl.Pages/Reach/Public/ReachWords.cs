using System.Globalization;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Pages.Layout;
using Microsoft.Extensions.Localization;

namespace Arl.Pages.Reach.Public;

/// <summary>Marks the texts of the public reach page for the localizer.</summary>
public sealed class ReachTexts;

/// <summary>The public figures in the reader's language; <see cref="PublicWords"/> says them in English where nobody reads another.</summary>
internal static class ReachWords
{
    public static string Schools(this IStringLocalizer<ReachTexts> texts, long number) => number == 1 ? texts["Count.School"] : texts["Count.Schools", InNumbers(number)];

    public static string Students(this IStringLocalizer<ReachTexts> texts, long number) => number == 1 ? texts["Count.Student"] : texts["Count.Students", InNumbers(number)];

    public static string States(this IStringLocalizer<ReachTexts> texts, long number) => number == 1 ? texts["Count.State"] : texts["Count.States", InNumbers(number)];

    public static string Number(this IStringLocalizer<ReachTexts> texts, long? number) => number is { } shown ? InNumbers(shown) : texts["Hidden"];

    public static string Lead(this IStringLocalizer<ReachTexts> texts, PublicReach reach) => reach.IsTooSmall
        ? texts["Few", SmallCells.FewestSchools, SmallCells.FewestStudents]
        : string.Join(" · ", new[] { texts.Schools(reach.Schools ?? 0), texts.Students(reach.Students ?? 0), reach.StateCount is { } states ? texts.States(states) : null }.OfType<string>());

    public static string Month(string month) => InWords.Month(DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture), ReaderCulture.Now);

    public static string Months(this IStringLocalizer<ReachTexts> texts, PublicSpan span) => span.From == span.To ? Month(span.From) : texts["Months", Month(span.From), Month(span.To)];

    /// <summary>What a figure counts. The domain says it in English, word for word as the docs do.</summary>
    /// <param name="figure">The name of the definition's property.</param>
    public static string Definition(this IStringLocalizer<ReachTexts> texts, string figure) => texts[$"Definition.{figure}"];

    public static IReadOnlyList<(string Class, string Words)> MapKey(this IStringLocalizer<ReachTexts> texts) =>
        [("step1", texts["Key.Few"]), ("step2", texts["Key.Some"]), ("step3", texts["Key.Many"]), ("step0", texts["Key.Hidden"]), ("unserved", texts["Key.Unserved"])];

    private static string InNumbers(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
