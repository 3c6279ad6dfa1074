using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Pages.Staff;

namespace Arl.Tests.Support.Fuzz;

/// <summary>What is right: the content that every case begins with, and the addresses, forms and files that work on it.</summary>
internal sealed partial class FuzzSamples
{
    public const string Coaches = """
        id,name,email,organization,needs,states,levels,languages,locales,time_zone,capacity,active,not_own_domain,booking_url
        jo-reyes,Jo Reyes,jo@partners.example,Learning Partners,*,*,*,en;es,*,America/Denver,2,yes,no,https://book.example/jo
        ed-park,"Park, Ed",ed@bridge.example,Bridge,literacy;attendance,NM;AZ,elementary;middle,en,rural;town,America/New_York,1,yes,,

        """;

    public const string Served = """"
        school_id,students,introduced_on,organization,name,city,state,locale,charter,district_id,level,title_i,poverty_share
        359000100001,210,2020-09-14,Bridge,,,,,,,,,
        062271003047,1450,2020-09-20,Bridge,"Lincoln ""High""",Fresno,CA,11,no,0622710,high,yes,83%

        """";

    public const string Schools = """
        school_id,name,city,state,district,locale,charter,title_i,level,students,free_or_reduced_lunch
        359000100001,Mesa Verde Elementary,Cuba,NM,Mesa Independent Schools,43,N,Y,Elementary,210,168
        359000100002,"Mesa, High",Cuba,NM,Mesa Independent Schools,43-Rural: Remote,N,Y,High,340,200

        """;

    /// <summary>Links of emails, as they were sent: <c>/act/…</c>, <c>/coach/…</c>, <c>/requests/…</c>, <c>/unsubscribe/…</c>.</summary>
    public IReadOnlyList<string> Links { get; private init; } = [];

    public IReadOnlyList<Reference> References { get; private init; } = [];

    /// <summary>How many events the history of each request has.</summary>
    public IReadOnlyDictionary<string, int> Events { get; private init; } = new Dictionary<string, int>();

    public IReadOnlyList<string> MailIds { get; private init; } = [];

    public IReadOnlyList<(string Queue, string Body)> Messages { get; private init; } = [];

    public string StaffToken { get; private init; } = "";

    public string Stamp { get; private init; } = "";

    /// <summary>A request that is right in all; fresh, so that it can be changed.</summary>
    public static JsonObject Request(string email = "fresh@mesaschools.example") => JsonNode.Parse($$"""
        {
          "schoolId": "359000100001",
          "contact": { "name": "Ana Lucero", "role": "Principal", "email": "{{email}}", "phone": "505 555 0142", "language": "es" },
          "needs": ["family-engagement", "multilingual-learners"],
          "goals": "Reach every family before the winter break.",
          "languages": ["es"],
          "startBy": "2027-01-15",
          "consent": true
        }
        """)!.AsObject();

    public static JsonObject Typed(string email)
    {
        var request = Request(email);
        request.Remove("schoolId");
        request["school"] = JsonNode.Parse("""{ "name": "Hill School", "city": "Taos", "state": "NM", "students": 120, "locale": 43, "charter": "no" }""");
        return request;
    }

    /// <summary>Each fresh form of the school's own page, as it sends it.</summary>
    public IReadOnlyList<(string Name, string Value)> Form(string act) =>
    [
        ("do", act), ("key", "0123456789abcdef0123456789abcdef"), ("stamp", Stamp), ("website", ""), ("language", "en"), ("search", "Mesa"), ("searched", "Mesa"), ("place", "school:359000100001"),
        ("contact.name", "Ana Lucero"), ("contact.role", "Principal"), ("contact.email", "form@mesaschools.example"), ("contact.phone", "505 555 0142"), ("needs", "family-engagement"), ("needs", "literacy"), ("firstNeed", "literacy"),
        ("goals", "Reach every family\nbefore the winter break."), ("languages", "es"), ("startBy", "2027-01-15"), ("consent", "true"),
    ];

    public static async Task<FuzzSamples> Make(FuzzWorld world)
    {
        await Ok(world, new("POST", "/api/staff/coaches") { ContentType = "text/csv", Body = Encoding.UTF8.GetBytes(Coaches) });
        await Ok(world, new("POST", "/api/staff/served") { ContentType = "text/csv", Body = Encoding.UTF8.GetBytes(Served) });
        var messages = new List<(string, string)>();
        var references = new List<Reference>();
        foreach (var request in (JsonObject[])[Request("a@mesaschools.example"), Request("b@gmail.com"), Request("c@mesaschools.example"), Typed("d@hill.example"), Request("e@mesaschools.example")])
        {
            references.Add(Reference.Parse((string)JsonNode.Parse((await Ok(world, Json("/api/requests", request))).Body)!["reference"]!));
            foreach (var queue in QueueNames.All)
                messages.AddRange((await world.Storage.Queue(queue).PeekMessagesAsync(32)).Value.Select(message => (queue, message.MessageText)));
            await Settle(world);
        }
        messages.AddRange(Rarer(references[0]));
        await world.Storage.RawQueue(QueueNames.Poison(QueueNames.MatchRequests)).SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"Reference":"{{references[0]}}"}""")));
        await world.Storage.RawQueue(QueueNames.Poison(QueueNames.OutgoingEmail)).SendMessageAsync("no base64 {");
        await world.Handle(QueueNames.StaffAlerts, Base64(Rarer(references[0])[0].Body));
        var mails = world.Mailer.Sent.ToList();
        return new()
        {
            References = references,
            Events = (await world.Get<RequestsTable>().All(CancellationToken.None)).ToDictionary(request => request.Reference.ToString(), request => request.Events, StringComparer.Ordinal),
            Messages = [.. messages.Distinct()],
            MailIds = [.. mails.Select(mail => mail.Id)],
            Links = [.. mails.SelectMany(mail => Link().Matches(mail.Text + " " + mail.Html).Select(link => link.Groups["path"].Value)).Concat(mails.Select(mail => world.Get<UnsubscribeLinks>().UrlOf(mail.Owner, mail.Id, mail.To[0]).AbsolutePath)).Distinct(StringComparer.Ordinal)],
            StaffToken = world.Get<StaffFormTokens>().For(FuzzStaff.Kim),
            Stamp = world.Get<FormStamps>().KeepOrNew(null),
        };
    }

    public static FuzzRequest Json(string path, JsonNode body) => new("POST", path) { ContentType = "application/json", Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };

    /// <summary>A form of the staff as our own page sends it.</summary>
    public (string Name, string Value) StaffField => (StaffVisit.FormField, StaffToken);

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static (string Queue, string Body)[] Rarer(Reference reference) =>
    [
        (QueueNames.StaffAlerts, $$"""{"Alert":{"Kind":"fuzz","Id":"fuzz-{{reference}}","Title":"Look","Lines":["Look at it."],"Link":"/staff/requests/{{reference}}"},"Table":"Requests","Partition":"0","Work":"none"}"""),
        (QueueNames.FreePlaces, $$"""{"Reference":"{{reference}}","CoachId":"jo-reyes","Work":"{{reference}}_free_1","Completed":false,"PauseUntil":"2027-01-04","Match":1}"""),
        (QueueNames.ApplyImports, """{"Kind":"coaches","ImportId":"0123456789abcdef0123456789abcdef"}"""),
        (QueueNames.CountReach, $$"""{"Reference":"{{reference}}"}"""),
        (QueueNames.PublishReach, """{"AskedAt":"2026-11-24T15:00:00+00:00"}"""),
        (QueueNames.PlanWaiting, """{"ChangedAt":"2026-11-24T15:00:00+00:00"}"""),
        (QueueNames.OutgoingEmail, $$"""{"Owner":"requests","Key":"{{reference}}","Batch":"acknowledgement"}"""),
    ];

    private static async Task Settle(FuzzWorld world)
    {
        if (await world.Drain() is [var failed, ..])
            throw new InvalidOperationException($"The network that the cases begin with is not sound: {failed}");
    }

    private static async Task<FuzzAnswer> Ok(FuzzWorld world, FuzzRequest request)
    {
        var answer = await world.Send(request, keepBody: true);
        return answer.Status is 200 or 202 or 303 ? answer : throw new InvalidOperationException($"{request.Path} answers {answer.Status}: {answer.Text} {world.LastFault}");
    }

    [GeneratedRegex("https://help\\.arl\\.example(?<path>/(act|coach|requests|unsubscribe)/[^\\s\"<>)&?]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
