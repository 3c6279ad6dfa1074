using System.Globalization;
using System.Text.RegularExpressions;
using Arl.Functions.Mail;

namespace Arl.Functions.Introductions;

/// <summary>The names of the batches of emails that a request owes, and what they say of the match that they are about.</summary>
public static partial class RequestBatches
{
    public const string Acknowledgement = "acknowledgement";

    /// <summary>To the contact of a request that goes on under another's reference.</summary>
    public const string Merged = "merged";

    public static string AcknowledgementAgain(int number) => FormattableString.Invariant($"acknowledgement-again-{number}");

    public static string Introduction(int match) => FormattableString.Invariant($"introduction-{match}");

    public static string IntroductionAgain(int match, int number) => FormattableString.Invariant($"introduction-{match}-again-{number}");

    /// <summary>To the school: staff look for another coach.</summary>
    public static string NewCoach(int match) => FormattableString.Invariant($"new-coach-{match}");

    /// <summary>To the coach: staff took the request back.</summary>
    public static string TakenBack(int match) => FormattableString.Invariant($"taken-back-{match}");

    /// <summary>The match that a batch introduces, for the first time or again; null of any other batch.</summary>
    public static int? IntroducedBy(string batch) => NumberIn(Introductions().Match(batch));

    /// <summary>The match whose coach, or school, learns of it by this batch; null of any other batch.</summary>
    public static int? ToldBy(string batch) => NumberIn(Tellings().Match(batch));

    /// <summary>The batch of an email of a request.</summary>
    public static string Of(EmailRow email) => email.RowKey.Split('_')[2];

    private static int? NumberIn(Match found) => found.Success ? int.Parse(found.Groups["match"].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^introduction-(?<match>\d+)(-again-\d+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Introductions();

    [GeneratedRegex(@"^(ask|introduction)-(?<match>\d+)(-again-\d+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tellings();
}
