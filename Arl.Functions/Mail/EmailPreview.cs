using Arl.Domain;
using Microsoft.AspNetCore.Components;

namespace Arl.Functions.Mail;

/// <summary>Whom an email is for. To the school's address goes nothing that a requester typed freely: nobody has confirmed that address.</summary>
public enum EmailReader { School, Coach, Staff }

/// <summary>One kind of email, with invented data, for the gallery at <c>/staff/mail-kinds</c>: see <see cref="EmailPreviews"/>.</summary>
/// <param name="Kind">Unique, in small letters and dashes: the end of its address in the gallery.</param>
/// <param name="Parameters">The component's parameters by name; <see cref="PreviewData"/> has the usual ones.</param>
public sealed record EmailPreview(string Kind, EmailReader Reader, string Subject, Type Email, IReadOnlyDictionary<string, object?> Parameters)
{
    /// <summary>What goes with it, made when somebody looks.</summary>
    public Func<IReadOnlyList<MailAttachment>> Attachments { get; init; } = () => [];

    public Language Language { get; init; } = Language.English;
}

/// <summary>
/// The kinds of email of one slice. An email adds itself with one line where its slice registers its services
/// (a test fails for a component that is in no preview, and holds every preview to the rules of safety):
/// <code>
/// services.AddEmailPreviews(previews => previews.AddEmailPreview&lt;ReminderEmail&gt;("reminder", EmailReader.Coach, "Please say hello", (nameof(ReminderEmail.Request), PreviewData.Request)))
/// </code>
/// </summary>
public sealed class EmailPreviews
{
    private readonly List<EmailPreview> _all = [];

    public IReadOnlyList<EmailPreview> All => _all;

    public EmailPreviews AddEmailPreview<TEmail>(string kind, EmailReader reader, string subject, params (string Name, object? Value)[] parameters) where TEmail : IComponent =>
        AddEmailPreview<TEmail>(kind, reader, subject, () => [], parameters);

    /// <param name="attachments">What goes with it, made when somebody looks.</param>
    public EmailPreviews AddEmailPreview<TEmail>(string kind, EmailReader reader, string subject, Func<IReadOnlyList<MailAttachment>> attachments, params (string Name, object? Value)[] parameters) where TEmail : IComponent
    {
        _all.Add(new(kind, reader, subject, typeof(TEmail), parameters.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal)) { Attachments = attachments });
        return this;
    }

    /// <summary>The preview that was just added, as a school that reads Spanish gets it.</summary>
    /// <param name="instead">Parameters that are words.</param>
    public EmailPreviews InSpanish(string subject, params (string Name, object? Value)[] instead)
    {
        var english = _all[^1];
        _all.Add(english with
        {
            Kind = english.Kind + "-es",
            Subject = subject,
            Language = Language.Spanish,
            Parameters = english.Parameters.Where(one => !instead.Any(other => other.Name == one.Key)).Concat(instead.Select(one => KeyValuePair.Create(one.Name, one.Value))).ToDictionary(StringComparer.Ordinal),
        });
        return this;
    }
}
