using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Arl.Functions.Mail;

/// <summary>A file that goes with an email, or a picture that its HTML shows.</summary>
public sealed partial record MailAttachment
{
    /// <summary>The media type of an iCalendar file.</summary>
    public const string Calendar = "text/calendar";

    /// <summary>Its media type where it goes as a file as well: only the form of the mail shall be taken as the invitation, or there were two.</summary>
    internal const string CalendarFile = "application/ics";

    private const int LongestName = 60;
    private readonly string? _calendarMethod;

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

    /// <summary>
    /// What an iCalendar file asks of its reader's calendar, e.g. <c>REQUEST</c>: then it goes as a further form of the mail, which mail programs take as an invitation, and as a file beside it for those that do not.
    /// Null for what is nothing but a file.
    /// </summary>
    /// <exception cref="ArgumentException">It is no method, or this is no iCalendar file in UTF-8.</exception>
    public string? CalendarMethod
    {
        get => _calendarMethod;
        init => _calendarMethod = value is null || (MediaType == Calendar && ContentId is null && IsMethod().IsMatch(value) && Utf8.IsValid(Content.ToMemory().Span))
            ? value : throw new ArgumentException($"'{value}' is no method of an iCalendar file, or '{MediaType}' is none in UTF-8.", nameof(value));
    }

    /// <summary>The media type of that form; of letters alone, so it can act as nothing else.</summary>
    internal string CalendarForm => $"{Calendar}; method={CalendarMethod}";

    private static string FileNameOf(string name)
    {
        var plain = Unsafe().Replace(name, "-").Trim('.', ' ', '-');
        return plain.Length == 0 ? "attachment" : plain.Length <= LongestName ? plain : plain[^LongestName..].TrimStart('.', ' ', '-'); // Its end says what it is.
    }

    [GeneratedRegex(@"^[a-z]{1,20}/[a-z0-9.+-]{1,80}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsMediaType();

    [GeneratedRegex("^[A-Z]{3,20}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsMethod();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,60}@[A-Za-z0-9.-]{1,60}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsContentId();

    [GeneratedRegex("[^A-Za-z0-9 ._()-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unsafe();
}
