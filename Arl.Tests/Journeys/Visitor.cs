using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Arl.Tests.Support;

namespace Arl.Tests.Journeys;

/// <summary>A school, a coach and a member of the staff in one: sees of the running program only its addresses and its mailbox.</summary>
internal sealed class Visitor(RunningHost host) : IDisposable
{
    public const string Columns = "id,name,email,organization,needs,states,levels,languages,locales,time_zone,capacity,active";

    private readonly HttpClient _site = new() { BaseAddress = host.BaseAddress, Timeout = TimeSpan.FromSeconds(60) };
    private readonly HttpClient _mailbox = new() { BaseAddress = host.MailboxAddress };

    public sealed record School(string SchoolId, string Name, string City, string State, int? Students);

    /// <param name="StatusUrl">Secret; null where the answer is no 202.</param>
    public sealed record Answer(HttpStatusCode Code, string? Reference, Uri? StatusUrl, string Body);

    public sealed record Letter(string Id, string MessageId, string Subject, IReadOnlyList<string> To);

    public void Dispose()
    {
        _site.Dispose();
        _mailbox.Dispose();
    }

    public async Task<IReadOnlyList<School>> Find(string words, int limit = 20) =>
        (await _site.GetFromJsonAsync<List<School>>(string.Create(CultureInfo.InvariantCulture, $"api/schools?q={Uri.EscapeDataString(words)}&limit={limit}")))!;

    /// <exception cref="HttpRequestException">Nobody answered.</exception>
    public async Task<Answer> Ask(string schoolId, string email)
    {
        using var http = await _site.PostAsJsonAsync("api/requests", new
        {
            schoolId,
            contact = new { name = "Maria Example", role = "Principal", email },
            needs = new[] { "literacy", "remote-hybrid" },
            goals = "Plan for days when not everybody can be in the building.",
            consent = true,
        });
        var body = await http.Content.ReadAsStringAsync();
        if (http.StatusCode != HttpStatusCode.Accepted)
            return new(http.StatusCode, null, null, body);
        using var json = JsonDocument.Parse(body);
        return new(http.StatusCode, json.RootElement.GetProperty("reference").GetString(), new(json.RootElement.GetProperty("statusUrl").GetString()!), body);
    }

    public Task<(HttpStatusCode Code, JsonElement Body)> LoadCoaches(IEnumerable<string> rows) =>
        Send(HttpMethod.Post, "api/staff/coaches", string.Join("\r\n", [Columns, .. rows]), "text/csv");

    /// <summary>The answer and its JSON; undefined where it has no body.</summary>
    public async Task<(HttpStatusCode Code, JsonElement Body)> Send(HttpMethod method, string path, string? body = null, string type = "application/json")
    {
        using var message = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, type) };
        using var http = await _site.SendAsync(message);
        var text = await http.Content.ReadAsStringAsync();
        return (http.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    public Task<JsonElement> Reach() => _site.GetFromJsonAsync<JsonElement>("api/staff/reach");

    public Task<string> Page(Uri address) => _site.GetStringAsync(address);

    public async Task<bool> IsIntroduced(Uri statusUrl) => (await Page(statusUrl)).Contains("You and your coach have been introduced by email.", StringComparison.Ordinal);

    /// <summary>The letters that came whole: MailDev keeps in its folder what a killed sender broke off, which no mail server may (RFC 5321, 4.1.1.4), and shows it after a restart.</summary>
    public async Task<IReadOnlyList<Letter>> Letters()
    {
        var mails = await _mailbox.GetFromJsonAsync<List<Mail>>("api/email") ?? [];
        return [.. mails.Where(mail => mail.IsWhole).Select(mail => new Letter(mail.Id, mail.Headers["message-id"].GetString()!, mail.Subject, [.. (mail.To ?? []).Select(to => to.Address)]))];
    }

    /// <summary>The email as its bytes.</summary>
    public async Task<ReceivedMail> Open(Letter letter) => ReceivedMail.From(await _mailbox.GetByteArrayAsync($"api/email/{letter.Id}/source"));

    private sealed record Mail(string Id, IReadOnlyDictionary<string, JsonElement> Headers, string Subject, string? Html, IReadOnlyList<Mailbox>? To)
    {
        public bool IsWhole => Html?.TrimEnd().EndsWith("</html>", StringComparison.Ordinal) is true; // HTML is the last part of ours.
    }

    private sealed record Mailbox(string Address);
}
