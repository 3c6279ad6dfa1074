using Microsoft.AspNetCore.Components;

namespace Arl.Pages.Emails;

/// <summary>The form that an email is being rendered in. It reaches every block as a cascading value.</summary>
public enum EmailMedium { Html, Text }

/// <summary>One line of <see cref="Facts"/>.</summary>
public sealed record Fact(string Label, string Value)
{
    /// <summary>An address of ours or of staff, never one that somebody typed into a request; its value is then a link.</summary>
    public Uri? Link { get; init; }

    public static Fact Of(string label, Uri link) => new(label, link.AbsoluteUri) { Link = link };
}

/// <summary>One line of <see cref="LinkedItems"/>: the words that lead there, and what follows them.</summary>
public sealed record LinkedItem(string Label, Uri Url, string More);

/// <summary>A block of an email: the base of the components that look different in each medium.</summary>
public abstract class EmailBlock : ComponentBase
{
    [CascadingParameter]
    public EmailMedium Medium { get; set; }

    protected bool IsText => Medium is EmailMedium.Text;

    /// <exception cref="ArgumentException">One is no absolute http or https address, which alone a mail program opens.</exception>
    protected static void RequireWebAddresses(params IEnumerable<Uri> links)
    {
        if (links.Any(link => !link.IsAbsoluteUri || link.Scheme is not ("http" or "https")))
            throw new ArgumentException("A link of an email needs an absolute http or https address.", nameof(links));
    }
}
