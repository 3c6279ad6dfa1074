namespace Arl.Functions.Requests;

/// <summary>The kept list of free-mail domains, FreeMailDomains.txt beside this, which names its source.</summary>
internal static class FreeMailList
{
    public static IReadOnlyList<string> Kept { get; } = Read();

    private static List<string> Read()
    {
        using var resource = typeof(FreeMailList).Assembly.GetManifestResourceStream("FreeMailDomains.txt")!;
        using var lines = new StreamReader(resource);
        var domains = new List<string>();
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                domains.Add(line);
        }
        return domains;
    }
}
