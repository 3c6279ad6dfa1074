using System.Text.RegularExpressions;

namespace Arl.Functions.Mail;

/// <summary>A file that goes with an email, or a picture that its HTML shows.</summary>
public sealed partial record MailAttachment
{
    private const int LongestName = 60;

    /// <param name="name">What its reader keeps it as. Nothing in it acts, and every mail program reads it alike: what is no plain letter, digit, space or one of <c>._()-</c> becomes a dash.</param>
    /// <param name="mediaType">For example <c>text/csv</c>, without parameters.</param>
    /// <param name="contentId">By which the HTML shows it, as <c>cid:…</c>; null for a file to keep.</param>
    /// <exception cref="ArgumentException">The media type or the content id is none.</exception>
    public MailAttachment(string name, string mediaType, string? contentId, BinaryData content)
    {
        if (!IsMediaType().IsMatch(mediaType))
            throw new ArgumentException($"'{mediaType}' is no media type.", nameof(mediaType));
        if (contentId is not null && !IsContentId().IsMatch(contentId))
            throw new ArgumentException($"'{contentId}' is no content id: letters, digits and -_., and one @ in the middle.", nameof(contentId));
        (Name, MediaType, ContentId, Content) = (FileNameOf(name), mediaType, contentId, content);
    }

    public string Name { get; }

    public string MediaType { get; }

    public string? ContentId { get; }

    public BinaryData Content { get; }

    private static string FileNameOf(string name)
    {
        var plain = Unsafe().Replace(name, "-").Trim('.', ' ', '-');
        return plain.Length == 0 ? "attachment" : plain.Length <= LongestName ? plain : plain[^LongestName..].TrimStart('.', ' ', '-'); // Its end says what it is.
    }

    [GeneratedRegex(@"^[a-z]{1,20}/[a-z0-9.+-]{1,80}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsMediaType();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,60}@[A-Za-z0-9.-]{1,60}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsContentId();

    [GeneratedRegex("[^A-Za-z0-9 ._()-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unsafe();
}
