namespace Arl.Functions.Mail;

/// <summary>What a mail server answers in front of its words: a reply code (RFC 5321) and a status (RFC 3463), as <c>550 5.1.1</c>.</summary>
internal static class ReplyCode
{
    /// <summary>What staff can make of it; null where the code says no more than that it failed.</summary>
    public static string? InWords(string code) => code.EndsWith("5.1.1", StringComparison.Ordinal) ? "there is no such address" : null;
}
