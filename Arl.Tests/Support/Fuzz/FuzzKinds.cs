using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Staff.SignIn;
using Arl.Functions.Storage;

namespace Arl.Tests.Support.Fuzz;

/// <summary>Everything that takes something from outside, each with its share of the cases.</summary>
internal static class FuzzKinds
{
    private const string FormType = "application/x-www-form-urlencoded";

    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        new("request as JSON", 20, Request),
        new("Idempotency-Key", 1, IdempotencyKey),
        new("the school's form", 5, SchoolForm),
        new("form stamp", 5, Stamp),
        new("proof of work (ALTCHA)", 4, Proof),
        new("status and act links, the coach's page", 14, Link),
        new("unsubscribe link", 6, Unsubscribe),
        new("what is posted to a link", 5, PostToLink),
        new("staff's form token", 6, StaffToken),
        new("staff's forms", 4, FuzzStaffForms.Draw),
        new("coaches' file", 8, (_, chance) => FuzzFiles.Csv("/api/staff/coaches", FuzzSamples.Coaches, chance)),
        new("served schools' file", 8, (_, chance) => FuzzFiles.Csv("/api/staff/served", FuzzSamples.Served, chance)),
        new("uploads (multipart)", 6, FuzzFiles.Upload),
        new("what a coach shares (multipart)", 5, FuzzFiles.Shared),
        new("school directory's file (NCES)", 8, Schools),
        new("SendGrid's events", 5, Events),
        new("SendGrid's signature", 4, Signature),
        new("queries and paths", 7, Page),
        new("headers", 2, Headers),
        new("queue messages", 14, Message),
        new("what sign-in seals (cookie, state)", 5, Sealed),
    ];

    private static FuzzCase.Http Request(FuzzWorld world, FuzzChance chance) => new(new("POST", "/api/requests")
    {
        ContentType = FuzzFields.Type("application/json", chance),
        Body = FuzzFields.Json(chance.OneIn(4) ? FuzzSamples.Typed("fresh@hill.example") : FuzzSamples.Request(chance.OneIn(4) ? "a@mesaschools.example" : "fresh@mesaschools.example"), chance),
        Query = chance.OneIn(10) ? FuzzFields.Query(["lang", "q"], ["es"], chance) : "",
    });

    private static FuzzCase.Http IdempotencyKey(FuzzWorld world, FuzzChance chance) => new(FuzzSamples.Json("/api/requests", FuzzSamples.Request()) with { Headers = [("Idempotency-Key", FuzzText.Header(FuzzText.Worse("0f8fad5b-d9cb-469f-a165-70867728950e", chance)))] });

    private static FuzzCase.Http SchoolForm(FuzzWorld world, FuzzChance chance) => new(new("POST", "/requests")
    {
        ContentType = FuzzFields.Type(FormType, chance),
        Body = FuzzFields.Form(world.Samples.Form(chance.Of(["send", "send", "find", "schools", "change", "check", "enter", "en", "es", ""])), chance),
        Headers = chance.OneIn(5) ? [("Accept-Language", FuzzText.Header(FuzzText.Worse("es-MX,es;q=0.9,en;q=0.5", chance)))] : [],
    });

    private static FuzzCase.Reader Stamp(FuzzWorld world, FuzzChance chance)
    {
        var stamp = FuzzText.Other(world.Samples.Stamp, chance);
        return new("stamp " + stamp, at => Task.FromResult(at.Get<FormStamps>().ShownAt(stamp) is null ? false : throw new InvalidOperationException("A forged stamp is believed.")));
    }

    private static FuzzCase.Reader Proof(FuzzWorld world, FuzzChance chance)
    {
        var challenge = world.Get<ProofOfWork>().NewChallenge();
        var json = new JsonObject
        {
            ["challenge"] = new JsonObject { ["parameters"] = new JsonObject { ["nonce"] = challenge.Parameters.Nonce, ["salt"] = challenge.Parameters.Salt, ["expiresAt"] = challenge.Parameters.ExpiresAt }, ["signature"] = challenge.Signature },
            ["solution"] = new JsonObject { ["counter"] = chance.Next(5_000), ["derivedKey"] = "000" + new string('a', 61) },
        };
        var bytes = FuzzFields.Json(json, chance);
        var payload = chance.OneIn(8) ? FuzzText.Worse(Convert.ToBase64String(bytes), chance) : Convert.ToBase64String(bytes);
        return new("proof " + payload, async at => await at.Get<ProofOfWork>().IsSolved(payload, CancellationToken.None) ? throw new InvalidOperationException("A forged proof is believed.") : false);
    }

    /// <summary>One part of an address that opens something is another.</summary>
    private static FuzzCase.Http Link(FuzzWorld world, FuzzChance chance)
    {
        var link = chance.Of(world.Samples.Links.Where(link => !link.StartsWith("/unsubscribe", StringComparison.Ordinal)).ToList());
        var parts = link.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = parts.Length - 1 - (chance.OneIn(4) ? chance.Next(parts.Length - 1) : 0);
        var right = parts[at];
        parts[at] = FuzzFields.Segment(FuzzText.Other(right, chance));
        // The reference is read in any case and with what people type for it; and the path's own words route in any case.
        var forged = at == parts.Length - 1 && parts[at] != right;
        var (method, tail) = Ways(parts[0], chance);
        return new(new(method, "/" + string.Join('/', parts) + tail) { ContentType = method == "POST" ? FormType : null }, forged);
    }

    private static (string Method, string Tail) Ways(string kind, FuzzChance chance) => kind switch
    {
        "act" => chance.Of<(string, string)>([("GET", ""), ("POST", ""), ("POST", "/fresh")]) is var way && way.Item2.Length > 0 ? ("POST", "") : way,
        "coach" => chance.Of<(string, string)>([("GET", ""), ("POST", ""), ("GET", "/decline"), ("POST", "/decline")]),
        _ => chance.Of<(string, string)>([("GET", ""), ("GET", "/contact"), ("POST", "/contact"), ("POST", "/withdraw"), ("GET", "/nothing-heard"), ("POST", "/nothing-heard"), ("POST", "/confirm-link")]),
    };

    private static FuzzCase.Http Unsubscribe(FuzzWorld world, FuzzChance chance)
    {
        var token = chance.Of(world.Samples.Links.Where(link => link.StartsWith("/unsubscribe", StringComparison.Ordinal)).ToList())["/unsubscribe/".Length..];
        var other = FuzzFields.Segment(FuzzText.Other(token, chance));
        return new(new(chance.OneIn(2) ? "GET" : "POST", "/unsubscribe/" + other) { ContentType = FormType, Body = FuzzFields.Form([("List-Unsubscribe", "One-Click")], chance) },
            IsForged: string.Concat(other.Where(one => !char.IsWhiteSpace(one))) != token); // Spaces in base64 say nothing.
    }

    private static FuzzCase.Http PostToLink(FuzzWorld world, FuzzChance chance)
    {
        var link = chance.Of(world.Samples.Links);
        var kind = link.Split('/')[1];
        var (_, tail) = kind is "unsubscribe" ? ("", "") : kind == "act" && chance.OneIn(4) ? ("", "/fresh") : Ways(kind, chance);
        (string, string)[] fields =
        [
            ("do", chance.Of(["accept", "met", "complete", "session", "pause", "resume", "undo", "send"])), ("key", "0123456789abcdef"), ("on", "2026-11-23"), ("minutes", "45"), ("topic", "Family nights"), ("pauseUntil", "2027-01-04"), ("reason", "NoTime"), ("words", "Too much to do."),
            ("score", "7"), ("changed", "More families came."), ("next", "A night in spring."), ("contact.name", "Ana Lucero"), ("contact.email", "ana.new@mesaschools.example"), ("contact.phone", ""), ("contact.language", "en"), ("List-Unsubscribe", "One-Click"),
        ];
        return new(new("POST", link + tail) { ContentType = FuzzFields.Type(FormType, chance), Body = FuzzFields.Form(fields, chance), Query = chance.OneIn(5) ? FuzzFields.Query(["lang", "did"], ["es", "accept"], chance) : "" });
    }

    private static FuzzCase.Http StaffToken(FuzzWorld world, FuzzChance chance) => new(
        new("POST", chance.Of(["/staff/waiting", "/staff/alerts", "/staff/imports"])) { ContentType = FormType, Body = Encoding.UTF8.GetBytes($"staff_form={Uri.EscapeDataString(FuzzText.Other(world.Samples.StaffToken, chance))}&id=fuzz") }, IsForged: true);

    private static FuzzCase.Reader Schools(FuzzWorld world, FuzzChance chance)
    {
        var file = FuzzFiles.Bytes(FuzzSamples.Schools, chance);
        return new("schools " + Convert.ToBase64String(file.AsSpan(0, Math.Min(file.Length, 3_000))), async at =>
        {
            using var stream = new MemoryStream(file);
            return await at.Get<ImportSchools>().FromFile(stream, "fuzz.csv", progress: null, CancellationToken.None) is SchoolImport.Done;
        });
    }

    private static FuzzCase.Http Events(FuzzWorld world, FuzzChance chance)
    {
        var body = FuzzFields.Json(new JsonArray(Event(world, chance), Event(world, chance)), chance);
        return new(Signed(world, body));
    }

    private static JsonObject Event(FuzzWorld world, FuzzChance chance)
    {
        var id = chance.Of(world.Samples.MailIds);
        var one = new JsonObject
        {
            ["email"] = "a@mesaschools.example",
            ["timestamp"] = FuzzWorld.Now.ToUnixTimeSeconds(),
            ["event"] = chance.Of(["processed", "delivered", "bounce", "dropped", "spamreport", "unsubscribe", "deferred"]),
            ["sg_event_id"] = "event-1",
            ["sg_message_id"] = "14c5d75ce93.dfd.64b469",
            ["reason"] = "550 5.1.1 no such user",
            ["status"] = "5.1.1",
            ["arl_id"] = chance.OneIn(4) ? FuzzText.Worse(id, chance) : id,
            ["arl_owner"] = chance.OneIn(8) ? FuzzText.Worse("request", chance) : "request",
        };
        FuzzFields.Json(one, chance); // Changes it, too.
        return one;
    }

    public static FuzzRequest Signed(FuzzWorld world, byte[] body)
    {
        var time = FuzzWorld.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(world.SendGrid.SignData([.. Encoding.ASCII.GetBytes(time), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        return new("POST", "/api/sendgrid/events") { ContentType = "application/json", Body = body, Headers = [("X-Twilio-Email-Event-Webhook-Timestamp", time), ("X-Twilio-Email-Event-Webhook-Signature", signature)] };
    }

    private static FuzzCase.Http Signature(FuzzWorld world, FuzzChance chance)
    {
        var right = Signed(world, Encoding.UTF8.GetBytes(new JsonArray(Event(world, chance)).ToJsonString()));
        var which = chance.Next(3);
        return new(which == 2
            ? right with { Body = [.. right.Body, (byte)' '] }
            : right with { Headers = [.. right.Headers.Select((header, at) => at == which ? (header.Name, FuzzText.Header(FuzzText.Other(header.Value, chance))) is var other && other.Item2 == header.Value ? (header.Name, "x") : other : header)] },
            IsForged: which != 1); // Spaces in base64 say nothing.
    }

    private static FuzzCase.Http Page(FuzzWorld world, FuzzChance chance) => new(FuzzPages.Draw(world, chance));

    private static FuzzCase.Http Headers(FuzzWorld world, FuzzChance chance)
    {
        string[] names = ["Accept", "Accept-Language", "Accept-Encoding", "Origin", "Sec-Fetch-Site", "X-Forwarded-For", "If-None-Match", "If-Modified-Since", "Range", "Cookie", "Referer", "User-Agent", "Content-Length", "traceparent", "X-MS-CLIENT-PRINCIPAL", "Authorization"];
        string[] values = ["text/html,*/*;q=0.8", "es;q=1,en;q=0", "br;q=1.0, gzip", "https://help.arl.example", "cross-site", "same-origin", "203.0.113.9, 10.0.0.1", "[::1]:80", "\"x\"", "W/\"x\"", "bytes=0-1", "null", "a=b", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"];
        var request = chance.OneIn(3) ? new FuzzRequest("POST", "/staff/alerts") { ContentType = FormType, Body = Encoding.UTF8.GetBytes($"staff_form={world.Samples.StaffToken}&id=fuzz") } : FuzzPages.Draw(world, chance) with { Query = "" };
        return new(request with { Headers = [.. Enumerable.Range(0, 1 + chance.Next(4)).Select(_ => (chance.Of(names), FuzzText.Header(FuzzText.Worse(chance.Of(values), chance)))).Where(header => header.Item1 != "Content-Length" || request.Body.Length == 0)] });
    }

    private static FuzzCase.Message Message(FuzzWorld world, FuzzChance chance)
    {
        var (queue, right) = chance.Of(world.Samples.Messages);
        var body = chance.OneIn(3) ? FuzzBytes.Worse(Encoding.UTF8.GetBytes(right), chance) : FuzzFields.Json(JsonNode.Parse(right)!, chance);
        var raw = Convert.ToBase64String(body);
        return new(chance.OneIn(10) ? chance.Of(QueueNames.All) : queue, chance.OneIn(10) ? FuzzText.Worse(raw, chance) : raw);
    }

    private static FuzzCase.Reader Sealed(FuzzWorld world, FuzzChance chance)
    {
        var right = world.Get<LinkKeyProtection>().CreateProtector("cookie").Protect(Encoding.UTF8.GetBytes("kim@arl.example, a session"));
        var other = FuzzBytes.Worse(right, chance);
        return new("sealed " + Convert.ToBase64String(other.AsSpan(0, Math.Min(other.Length, 3_000))), at =>
        {
            try
            {
                at.Get<LinkKeyProtection>().CreateProtector("cookie").Unprotect(other);
                return other.AsSpan().SequenceEqual(right) ? Task.FromResult(true) : throw new InvalidOperationException("What is not ours was opened.");
            }
            catch (CryptographicException)
            {
                return Task.FromResult(false);
            }
        });
    }
}
