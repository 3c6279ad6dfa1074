namespace Arl.Pages.Emails;

/// <summary>The words of an email, rendered in both forms. The subject is one clean line (see <see cref="SubjectLine"/>).</summary>
public sealed record RenderedEmail(string Subject, string Html, string Text)
{
    /// <summary>As the email's <see cref="EmailFrame"/> says.</summary>
    public bool Transactional => !UnsubscribeMark.IsIn(Html);
}
