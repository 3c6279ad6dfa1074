using System.Text;
using Arl.Functions.LearningCalls.Library;

namespace Arl.Tests.Support.Fuzz;

/// <summary>Files made worse: as text by cells and lines, then as bytes, in any encoding.</summary>
internal static class FuzzFiles
{
    public static FuzzCase Csv(string path, string sample, FuzzChance chance) => new FuzzCase.Http(new("POST", path)
    {
        ContentType = FuzzFields.Type("text/csv", chance),
        Query = chance.Next(4) switch { 0 => "?dryRun=true", 1 => "?dryRun=" + FuzzText.Encoded(FuzzText.Any(chance), chance), _ => "" },
        Body = Bytes(sample, chance),
    });

    public static FuzzCase Upload(FuzzWorld world, FuzzChance chance)
    {
        var boundary = chance.OneIn(8) ? FuzzText.Header(FuzzText.Any(chance)) : "arl";
        var (kind, file) = chance.Of<(string, string)>([("coaches", FuzzSamples.Coaches), ("served", FuzzSamples.Served)]);
        using var body = new MemoryStream();
        void Part(string headers, byte[] content)
        {
            body.Write(Encoding.UTF8.GetBytes($"--arl\r\nContent-Disposition: form-data; {headers}\r\n\r\n"));
            body.Write(content);
            body.Write("\r\n"u8);
        }
        Part($"name=\"{world.Samples.StaffField.Name}\"", Encoding.UTF8.GetBytes(world.Samples.StaffField.Value));
        Part("name=\"kind\"", Encoding.UTF8.GetBytes(chance.OneIn(6) ? FuzzText.Any(chance) : kind));
        for (var files = chance.OneIn(8) ? chance.Next(4) : 1; files > 0; files--)
            Part($"name=\"file\"; filename=\"{(chance.OneIn(4) ? FuzzText.Header(FuzzText.Any(chance)) : "coaches.csv")}\"", chance.OneIn(10) ? [] : Bytes(file, chance));
        body.Write("--arl--\r\n"u8);
        var sent = body.ToArray();
        return new FuzzCase.Http(new("POST", "/staff/imports/look") { ContentType = FuzzFields.Type($"multipart/form-data; boundary={boundary}", chance), Body = chance.OneIn(4) ? FuzzBytes.Worse(sent, chance) : sent });
    }

    /// <summary>A coach's form with a link or a file, which is the last of its parts or, made worse, is not.</summary>
    public static FuzzCase Shared(FuzzWorld world, FuzzChance chance)
    {
        var isFile = chance.OneIn(2);
        (string Name, string Value)[] fields = [("key", "0123456789abcdef"), ("title", "A first letter home"), ("needs", "family-engagement"), ("needs", "literacy"), ("levels", "high"), ("note", "It worked."), ("engagement", ""), ("link", isFile ? "" : "https://example.org/letter")];
        List<(string Headers, byte[] Content)> parts =
        [
            .. fields.Select(field => ($"name=\"{field.Name}\"", Encoding.UTF8.GetBytes(chance.OneIn(10) ? FuzzText.Worse(field.Value, chance) : field.Value))),
            ($"name=\"file\"; filename=\"{(!isFile ? "" : chance.OneIn(4) ? FuzzText.Header(FuzzText.Worse("letter.pdf", chance)) : chance.Of(["letter.pdf", "list.csv", "page.html", "photo.jpg"]))}\"", !isFile ? [] : chance.OneIn(4) ? Bytes(FuzzSamples.Coaches, chance) : "%PDF-1.7\nA letter."u8.ToArray()),
        ];
        for (var times = chance.OneIn(3) ? 1 + chance.Next(3) : 0; times > 0; times--)
            parts.Insert(chance.Next(parts.Count + 1), chance.OneIn(10) ? (FuzzText.Header(FuzzText.Any(chance)), []) : chance.Of(parts));
        if (chance.OneIn(10))
            parts.RemoveAt(chance.Next(parts.Count));
        using var body = new MemoryStream();
        foreach (var (headers, content) in parts)
        {
            body.Write(Encoding.UTF8.GetBytes($"--arl\r\nContent-Disposition: form-data; {headers}\r\n\r\n"));
            body.Write(content);
            body.Write("\r\n"u8);
        }
        body.Write("--arl--\r\n"u8);
        var sent = body.ToArray();
        var boundary = chance.OneIn(12) ? FuzzText.Header(FuzzText.Any(chance)) : "arl";
        return new FuzzCase.Http(new("POST", world.Get<LibraryLinks>().PathOf("jo-reyes")) { ContentType = FuzzFields.Type($"multipart/form-data; boundary={boundary}", chance), Body = chance.OneIn(4) ? FuzzBytes.Worse(sent, chance) : sent });
    }

    public static byte[] Bytes(string sample, FuzzChance chance)
    {
        var lines = sample.Split('\n').Select(line => line.Split(',').ToList()).ToList();
        for (var times = chance.Next(4); times > 0; times--)
            Once(lines, chance);
        var text = string.Join(chance.Of(["\n", "\n", "\r\n", "\r", "\n\n"]), lines.Select(cells => string.Join(chance.OneIn(40) ? ";" : ",", cells)));
        byte[] bytes = chance.Next(16) switch
        {
            0 => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            1 => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            2 => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
            3 => Encoding.Latin1.GetBytes(text),
            4 => Encoding.Unicode.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };
        return chance.OneIn(3) ? FuzzBytes.Worse(bytes, chance) : bytes;
    }

    private static void Once(List<List<string>> lines, FuzzChance chance)
    {
        var line = chance.Of(lines);
        var at = chance.Next(line.Count);
        switch (chance.Next(8))
        {
            case 0:
                line.RemoveAt(at);
                if (line.Count == 0)
                    line.Add("");
                break;
            case 1:
                line.Insert(at, FuzzText.Any(chance));
                break;
            case 2:
                lines.Insert(chance.Next(lines.Count), [.. chance.Of(lines)]);
                break;
            case 3:
                line[at] = "\"" + line[at];
                break;
            case 4 when chance.OneIn(8):
                lines.AddRange(Enumerable.Repeat(line, chance.Of([99, 100, 1_000])));
                break;
            default:
                line[at] = FuzzText.Worse(line[at], chance);
                break;
        }
    }
}
