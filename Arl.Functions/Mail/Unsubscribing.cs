using Arl.Domain;
using Arl.Functions.Web;
using Arl.Pages.Emails;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Mail;

/// <summary>What the page behind an unsubscribe link shows and does. A wrong link is a page that is not there.</summary>
public sealed class Unsubscribing(UnsubscribeLinks links, SuppressionList suppressions, KeptMail kept)
{
    private const int MostBytes = 4096;

    public async Task<IResult> Show(HttpRequest http, string token, CancellationToken cancel)
    {
        PageResults.KeepSecret(http);
        return links.Open(token) is { } opened
            ? PageResults.Page<UnsubscribePage>(new { IsUnsubscribed = await suppressions.IsUnsubscribed(opened.AddressKey, cancel), Action = ReaderLanguage.Kept(http, $"/unsubscribe/{token}") })
            : PageResults.NotFound();
    }

    /// <summary>A mail program's one click (RFC 8058) and the page's own button are the same; only the page's other button takes it back.</summary>
    public async Task<IResult> Act(HttpRequest http, string token, CancellationToken cancel)
    {
        if (links.Open(token) is not { } opened)
            return PageResults.NotFound();
        if (await LimitedBody.Read(http, MostBytes, cancel) is not { } body || LimitedBody.Fields(body) is not { } fields) // A mail program may send its click as a form of either type.
            return PageResults.Message(Told.TooLong, StatusCodes.Status413PayloadTooLarge);
        if (fields.TryGetValue("do", out var choice) && choice == "undo")
            await suppressions.Subscribe(opened.AddressKey, cancel);
        else
            await suppressions.Unsubscribe(opened.AddressKey, await ReaderOf(opened, cancel), cancel);
        return await Show(http, token, cancel);
    }

    /// <summary>Known only while the mail is kept.</summary>
    private async Task<EmailAddress?> ReaderOf(UnsubscribeToken opened, CancellationToken cancel) =>
        (await kept.Find(opened.Owner, opened.MailId, cancel))?.Row.Readers.FirstOrDefault(reader => SuppressionList.KeyOf(reader) == opened.AddressKey);
}
