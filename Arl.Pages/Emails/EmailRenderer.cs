using Arl.Domain;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Pages.Emails;

/// <summary>
/// Renders an email, written once as a component, as HTML and as plain text.
/// <example>
/// The component (inside <see cref="EmailFrame"/> only blocks, with at most <c>strong</c>, <c>em</c> and <c>br</c> in their words):
/// <code>
/// @using Arl.Pages.Emails
/// &lt;EmailFrame Title="We have your request" Preheader="@($"Your reference is {Reference}")" Why="You get this because you asked us for a coach."&gt;
///   &lt;Paragraph&gt;Dear @Name, thank you.&lt;/Paragraph&gt;
///   &lt;Facts Items="@([new Fact("Reference", Reference), new Fact("School", School)])" /&gt;
///   &lt;Heading&gt;What you told us&lt;/Heading&gt;
///   &lt;Quote Text="@Goals" /&gt;
///   &lt;Bullets Items="@Needs" /&gt;
///   &lt;ActionLink Label="See where it stands" Url="@StatusUrl" /&gt;
///   &lt;Signature /&gt;
/// &lt;/EmailFrame&gt;
/// @code { [Parameter, EditorRequired] public required string Name { get; set; } … }
/// </code>
/// and its rendering:
/// <code>
/// RenderedEmail email = await renderer.Render&lt;Acknowledgement&gt;("We have your request", new() { [nameof(Acknowledgement.Name)] = name }, cancel);
/// </code>
/// </example>
/// </summary>
public class EmailRenderer(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    /// <summary>In English.</summary>
    /// <param name="subject">May hold text of people: it becomes one clean line of at most <see cref="SubjectLine.MaxLength"/> characters.</param>
    /// <param name="parameters">The component's parameters by name.</param>
    /// <exception cref="ArgumentException">The subject has no visible character.</exception>
    public virtual Task<RenderedEmail> Render<TComponent>(string subject, Dictionary<string, object?> parameters, CancellationToken cancel) where TComponent : IComponent =>
        Render<TComponent>(Language.English, () => subject, parameters, cancel);

    /// <summary>In the language of its reader: so are the words of an email that is <see cref="InBothLanguagesAttribute"/>, and its subject.</summary>
    /// <param name="subject">Said in that language; may hold text of people, as above.</param>
    public virtual Task<RenderedEmail> Render<TComponent>(Language language, Func<string> subject, Dictionary<string, object?> parameters, CancellationToken cancel) where TComponent : IComponent =>
        Render(typeof(TComponent), language, subject, parameters, cancel);

    /// <inheritdoc cref="Render{TComponent}(Language, Func{string}, Dictionary{string, object?}, CancellationToken)"/>
    public async Task<RenderedEmail> Render(Type email, Language language, Func<string> subject, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancel)
    {
        ReaderCulture.Set(email.IsDefined(typeof(InBothLanguagesAttribute), inherit: false) ? language : Language.English);
        var line = SubjectLine.Clean(subject());
        ArgumentException.ThrowIfNullOrEmpty(line, nameof(subject));
        cancel.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope(); // The framework's renderer takes services that live as long as a request.
        await using var html = new HtmlRenderer(scope.ServiceProvider, logs);
        var rich = await Markup(html, email, EmailMedium.Html, line, parameters);
        var plain = await Markup(html, email, EmailMedium.Text, line, parameters);
        return new(line, CleanText.ReadableHtml(rich), PlainText.From(plain));
    }

    private static Task<string> Markup(HtmlRenderer renderer, Type email, EmailMedium medium, string subject, IReadOnlyDictionary<string, object?> parameters) =>
        renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<EmailInMedium>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(EmailInMedium.Medium)] = medium,
                [nameof(EmailInMedium.Subject)] = subject,
                [nameof(EmailInMedium.Email)] = email,
                [nameof(EmailInMedium.Parameters)] = parameters.ToDictionary(),
            }));
            return root.ToHtmlString();
        });
}
