using Arl.Domain;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Mail;

/// <summary>Whom an email is for. To the school's address goes nothing that a requester typed freely: nobody has confirmed that address.</summary>
public enum EmailReader { School, Coach, Staff }

/// <summary>
/// One kind of email, with invented data, for the gallery at <c>/staff/mail-kinds</c>. An email adds itself with one line where its slice registers its services
/// (a test fails for a component that is in no preview, and holds every preview to the rules of safety):
/// <code>
/// services.AddEmailPreview&lt;ReminderEmail&gt;("reminder", EmailReader.Coach, "Please say hello", (nameof(ReminderEmail.Request), PreviewData.Request))
/// </code>
/// </summary>
/// <param name="Kind">Unique, in small letters and dashes: the end of its address in the gallery.</param>
/// <param name="Parameters">The component's parameters by name; <see cref="PreviewData"/> has the usual ones.</param>
public sealed record EmailPreview(string Kind, EmailReader Reader, string Subject, Type Email, IReadOnlyDictionary<string, object?> Parameters)
{
    /// <summary>What goes with it, made when somebody looks.</summary>
    public Func<IReadOnlyList<MailAttachment>> Attachments { get; init; } = () => [];

    public Language Language { get; init; } = Language.English;
}

public static class EmailPreviews
{
    public static IServiceCollection AddEmailPreview<TEmail>(this IServiceCollection services, string kind, EmailReader reader, string subject, params (string Name, object? Value)[] parameters) where TEmail : IComponent =>
        services.AddEmailPreview<TEmail>(kind, reader, subject, () => [], parameters);

    /// <summary>The preview that was just added, as a school that reads Spanish gets it.</summary>
    /// <param name="instead">Parameters that are words.</param>
    public static IServiceCollection InSpanish(this IServiceCollection services, string subject, params (string Name, object? Value)[] instead)
    {
        var english = services.Select(service => service.ImplementationInstance).OfType<EmailPreview>().Last();
        return services.AddSingleton(english with
        {
            Kind = english.Kind + "-es",
            Subject = subject,
            Language = Language.Spanish,
            Parameters = english.Parameters.Where(one => !instead.Any(other => other.Name == one.Key)).Concat(instead.Select(one => KeyValuePair.Create(one.Name, one.Value))).ToDictionary(StringComparer.Ordinal),
        });
    }

    /// <param name="attachments">What goes with it, made when somebody looks.</param>
    public static IServiceCollection AddEmailPreview<TEmail>(
        this IServiceCollection services, string kind, EmailReader reader, string subject, Func<IReadOnlyList<MailAttachment>> attachments, params (string Name, object? Value)[] parameters) where TEmail : IComponent =>
        services.AddSingleton(new EmailPreview(kind, reader, subject, typeof(TEmail), parameters.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal)) { Attachments = attachments });
}
