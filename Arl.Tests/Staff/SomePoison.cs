using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Functions.Staff;
using Arl.Functions.Staff.Poison;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>Poisoned messages, as the host leaves them, and the page as a member of the staff uses it.</summary>
internal static class SomePoison
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task Poison<T>(this TestNetwork network, string queue, T message) => network.PoisonRaw(queue, Base64(JsonSerializer.Serialize(message, QueueJson.Options)));

    public static async Task PoisonRaw(this TestNetwork network, string queue, string raw)
    {
        var poison = network.Storage.RawQueue(QueueNames.Poison(queue));
        await poison.CreateIfNotExistsAsync(cancellationToken: Cancel);
        await poison.SendMessageAsync(raw, Cancel);
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Messages in a poison queue that can be seen now, copies included.</summary>
    public static async Task<int> CountPoison(this TestNetwork network, string queue) =>
        (await network.Get<PoisonQueues>().Look(Cancel)).Single(found => found.Queue == queue).Messages.Sum(message => message.Copies);

    public static async Task<Poisoned> OnlyPoison(this TestNetwork network) => Assert.Single((await network.Get<PoisonQueues>().Look(Cancel)).SelectMany(queue => queue.Messages));

    /// <summary>The tick of a minute, and then the mail.</summary>
    public static async Task Watch(this TestNetwork network)
    {
        await network.Get<PoisonWatch>().Look(Cancel);
        await network.Settle();
    }

    public static async Task<IDocument> PoisonPage(this Site site, string query = "")
    {
        var page = await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri("/staff/poison" + query, UriKind.Relative), Cancel), Cancel);
        PageRules.AreKept(page);
        return page;
    }

    /// <summary>Presses the page's only button of that name, as a browser would: the site sends no referrer, so the origin is "null".</summary>
    public static async Task<HttpResponseMessage> Press(this Site site, IDocument page, string action)
    {
        var button = Assert.Single(page.QuerySelectorAll($"button[value={action}]"));
        var form = button.Closest("form")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"))
        {
            Content = new FormUrlEncodedContent(form.QuerySelectorAll("input").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!)).Append(new("do", action))),
        };
        request.Headers.Add("Origin", "null");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await site.Http.SendAsync(request, Cancel);
    }
}
