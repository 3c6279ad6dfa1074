using System.Globalization;
using System.Text.RegularExpressions;
using Arl.Functions.Mail;

namespace Arl.Functions.Introductions;

/// <summary>The names of a request's batches of emails. A name with a match's number at its end belongs to that match.</summary>
public static partial class EmailBatches
{
    public const string Acknowledgement = "acknowledgement";
    public const string Merged = "merged";
    public const string ConfirmReminder = "confirm-reminder";
    public const string NotConfirmed = "not-confirmed";
    public const string NewCoachPrefix = "new-coach-";

    /// <summary>The same without their numbers, in the order in which they leave: what staff choose by in the log (<see cref="MailLogRow.KindOf"/>).</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [Acknowledgement, "acknowledgement-new", ConfirmReminder, NotConfirmed, "ask", "introduction", "new-coach", "reminder", "taken-back", "check-in", "quiet", "withdrawn", "closed", "contact-changed", "fresh-link", Merged];

    /// <summary>What is true only while the match is in force; the others say that it ended.</summary>
    private static readonly string[] s_whileInForce = ["ask", "introduction", "reminder", "check-in", "quiet"];

    /// <param name="time">1: the first repeat.</param>
    public static string AcknowledgementAgain(int time) => string.Create(CultureInfo.InvariantCulture, $"acknowledgement-again-{time}");

    /// <param name="number">Of the event that brought the new address.</param>
    public static string AcknowledgementNew(int number) => Of("acknowledgement-new", number);

    /// <param name="number">Of the event that changed it.</param>
    public static string ContactChanged(int number) => Of("contact-changed", number);

    public static string FreshLink(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"fresh-link-{at.ToUnixTimeSeconds()}");

    public static string Question(int match) => Of("ask", match);

    public static string Introduction(int match) => Of("introduction", match);

    /// <param name="time">1: the first repeat.</param>
    public static string Again(int match, int time) => string.Create(CultureInfo.InvariantCulture, $"introduction-{match}-again-{time}");

    public static string NewCoach(int match) => Of("new-coach", match);

    public static string Reminder(int match) => Of("reminder", match);

    public static string TakenBack(int match) => Of("taken-back", match);

    public static string CheckIn(int match) => Of("check-in", match);

    /// <param name="time">1: the first notice of this match.</param>
    public static string Quiet(int match, int time) => time == 1 ? Of("quiet", match) : string.Create(CultureInfo.InvariantCulture, $"quiet-{match}-again-{time - 1}");

    public static string Withdrawn(int match) => Of("withdrawn", match);

    public static string Closed(int match) => Of("closed", match);

    /// <summary>The kind and the match of a batch; null where it belongs to none.</summary>
    public static (string Kind, int Match, bool Again)? Parse(string batch) =>
        Name().Match(batch) is { Success: true } name
            ? (name.Groups["kind"].Value, int.Parse(name.Groups["match"].ValueSpan, CultureInfo.InvariantCulture), name.Groups["again"].Success)
            : null;

    /// <summary>The number of the match without which it should not be sent; null where it holds in any case.</summary>
    public static int? NeedsMatch(string batch) => Parse(batch) is { } parsed && s_whileInForce.Contains(parsed.Kind) ? parsed.Match : null;

    private static string Of(string kind, int match) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{match}");

    [GeneratedRegex(@"^(?<kind>[a-z]+(-[a-z]+)*)-(?<match>\d{1,5})(?<again>-again-\d{1,5})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
