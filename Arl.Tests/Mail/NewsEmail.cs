using Arl.Pages.Emails;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Arl.Tests.Mail;

/// <summary>The smallest email there is.</summary>
public sealed class NewsEmail : ComponentBase
{
    [Parameter] public bool Transactional { get; set; }

    [Parameter] public string Words { get; set; } = "Nothing is new.";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<EmailFrame>(0);
        builder.AddComponentParameter(1, nameof(EmailFrame.Title), "News");
        builder.AddComponentParameter(2, nameof(EmailFrame.Preheader), "What is new.");
        builder.AddComponentParameter(3, nameof(EmailFrame.Why), "You get this because you work with a coach.");
        builder.AddComponentParameter(4, nameof(EmailFrame.Transactional), Transactional);
        builder.AddComponentParameter(5, nameof(EmailFrame.ChildContent), (RenderFragment)(content =>
        {
            content.OpenComponent<Quote>(0);
            content.AddComponentParameter(1, nameof(Quote.Text), Words);
            content.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
