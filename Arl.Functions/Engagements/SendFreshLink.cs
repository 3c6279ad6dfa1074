using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Localization;

namespace Arl.Functions.Engagements;

/// <summary><c>POST /act/{reference}/{token}/fresh</c>: the answer is the same whether or not there is such a link, such a request, or an email to send.</summary>
public sealed class SendFreshLink(FreshLinks links, IStringLocalizer<EngagementsTexts> texts)
{
    [Function(nameof(SendFreshLink))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "act/{reference}/{token}/fresh")] HttpRequest http, string reference, string token, CancellationToken cancel)
    {
        PageResults.KeepSecret(http);
        ReaderLanguage.Know(http, ReaderLanguage.Of(http));
        await links.Send(reference, token, cancel);
        return PageResults.Page<ToldPage>(new
        {
            Title = texts["Fresh.Title"].Value,
            Words = texts["Fresh.Words"].Value,
        });
    }
}
