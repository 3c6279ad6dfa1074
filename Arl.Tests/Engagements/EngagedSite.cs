using System.Net;
using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;

namespace Arl.Tests.Engagements;

/// <summary>A site with two coaches and one request, matched and with its first emails sent: what a test of the time after that begins with.</summary>
internal sealed class EngagedSite : IAsyncDisposable
{
    public const string Yes = "Yes, I will coach them";
    public const string No = "I can't take this";
    public const string Met = "We have met";
    public const string Page = "Open your page";

    /// <summary>The best; <see cref="Second"/> is next.</summary>
    public static readonly Coach First = Some.Coach with { Capacity = 1 };

    public static readonly Coach Second = Some.Coach with { Id = "coach-2", Name = "Sam Okafor", Email = Domain.EmailAddress.Parse("sam.okafor@learning-partners.example"), Needs = new HashSet<string>(["family-engagement"]), Capacity = 1 };

    private EngagedSite(Site site, JsonAnswer answer) => (Site, StatusPath, Reference) = (site, answer.StatusPath, Reference.Parse(answer.Reference!));

    public Site Site { get; }

    public Uri StatusPath { get; }

    public Reference Reference { get; }

    public TestNetwork Network => Site.Network;

    public IReadOnlyList<MailToSend> Mails => Network.Mailer.Sent;

    public static async Task<EngagedSite> Start(string mode = "Direct", params IReadOnlyList<Coach> coaches)
    {
        var site = await Site.Start(settings: new Dictionary<string, string?> { ["Introductions:Mode"] = mode });
        await site.Network.Coaches.Import(coaches is [] ? [First, Second] : coaches, Site.Cancel);
        var answer = await site.Post(SomeJson.Request);
        await site.Network.Settle();
        return new(site, answer);
    }

    public static Task<EngagedSite> Asked() => Start("CoachConfirms");

    public MailToSend LastTo(string address) => Mails.Last(mail => mail.To.Any(to => to.Value == address));

    public MailToSend ToCoach => LastTo(First.Email.Value);

    public async Task<CoachingRequest> Request() => (await Network.Requests.Get(Reference, Site.Cancel))!.Request;

    public async Task<IReadOnlyList<string>> History() => [.. (await Network.Requests.History(Reference, Site.Cancel)).Select(entry => entry.Event)];

    public async Task<IReadOnlyList<(string Coach, int Taken)>> Taken() => [.. (await Network.Coaches.All(Site.Cancel)).Select(coach => (coach.Load.Coach.Id, coach.Load.Taken))];

    public async Task<string> Read(Uri path) => await Site.Http.GetStringAsync(path, Site.Cancel);

    public async Task<HttpStatusCode> StatusOf(Uri path)
    {
        using var answer = await Site.Http.GetAsync(path, Site.Cancel);
        return answer.StatusCode;
    }

    /// <summary>Presses the button of a page. The answer's status, where it leads, and its text.</summary>
    public async Task<Pressed> Press(Uri path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await Site.Http.PostAsync(path, content, Site.Cancel);
        return new(answer.StatusCode, answer.Headers.Location, await answer.Content.ReadAsStringAsync(Site.Cancel));
    }

    public Task<Pressed> HandBack(params (string Name, string Value)[] more) => Press(ToCoach.Link(No), [("reason", nameof(HandBackReason.NoTime)), .. more]);

    public Uri CoachPage => new(Network.Get<CoachPageLinks>().PathOf(Reference, 1), UriKind.Relative);

    public Uri StatusPage(string page) => new($"{StatusPath.OriginalString}/{page}", UriKind.Relative);

    /// <summary>A link as the emails to come carry it, written with a change that says nothing else.</summary>
    public async Task<Uri> NewLink(LinkPurpose purpose)
    {
        var change = RequestChange.Beside((await Network.Requests.Get(Reference, Site.Cancel))!, Network.Clock.GetUtcNow());
        var url = Network.Get<ActionLinks>().Create(change, purpose, change.Request.Matches);
        if (!await Network.Requests.Commit(change, Site.Cancel))
            throw new InvalidOperationException("The request changed meanwhile.");
        return new(url.PathAndQuery, UriKind.Relative);
    }

    /// <summary>Every row of the request, whole: equal where nothing at all has changed.</summary>
    public async Task<IReadOnlyList<string>> Everything()
    {
        var rows = new List<string>();
        foreach (var table in new[] { TableNames.Requests, TableNames.Coaches })
            await foreach (var row in Network.Storage.Table(table).QueryAsync<TableEntity>(cancellationToken: Site.Cancel))
                rows.Add($"{row.PartitionKey}/{row.RowKey} {row.ETag}");
        return rows;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

internal sealed record Pressed(HttpStatusCode Status, Uri? Location, string Text);
