using Microsoft.AspNetCore.Components;

namespace Arl.Pages.Emails;

/// <summary>The form that an email is being rendered in. It reaches every block as a cascading value.</summary>
public enum EmailMedium { Html, Text }

/// <summary>One line of <see cref="Facts"/>.</summary>
public sealed record Fact(string Label, string Value);

/// <summary>One line of <see cref="LinkedItems"/>: the words that lead there, and what follows them.</summary>
public sealed record LinkedItem(string Label, Uri Url, string More);

/// <summary>The words of an email, rendered in both forms. The subject is one clean line (see <see cref="SubjectLine"/>).</summary>
public sealed record RenderedEmail(string Subject, string Html, string Text)
{
    /// <summary>As the email's <see cref="EmailFrame"/> says.</summary>
    public bool Transactional => !UnsubscribeMark.IsIn(Html);
}

/// <summary>A block of an email: the base of the components that look different in each medium.</summary>
public abstract class EmailBlock : ComponentBase
{
    [CascadingParameter]
    public EmailMedium Medium { get; set; }

    protected bool IsText => Medium is EmailMedium.Text;
}
