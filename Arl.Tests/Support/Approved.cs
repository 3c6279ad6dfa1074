using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Arl.Tests.Support;

/// <summary>
/// Compares a whole text with the one that a person has read and approved: the file <c>{test class}.{name}.approved.{extension}</c> beside the test.
/// After a wanted change run the tests once with the environment variable <c>ARL_APPROVE=1</c>, read the difference in git, and commit it.
/// </summary>
public static class Approved
{
    private const string Switch = "ARL_APPROVE";

    public static void Text(string name, string actual, [CallerFilePath] string test = "") => Check(name, "txt", actual, test);

    public static void Html(string name, string actual, [CallerFilePath] string test = "") => Check(name, "html", actual, test);

    private static void Check(string name, string extension, string actual, string test)
    {
        var path = Path.ChangeExtension(test, null) + $".{name}.approved.{extension}";
        var said = Normal(actual);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
            File.WriteAllText(path, said);
        var approved = File.Exists(path) ? Normal(File.ReadAllText(path)) : "";
        if (approved != said)
            Assert.Fail($"{Path.GetFileName(path)} differs (- approved, + now). If it should, run with {Switch}=1 and read what git shows.\n{Difference(approved.Split('\n'), said.Split('\n'))}");
    }

    /// <summary>Lines without white space at their end, except the mark of a signature, and one line break at the end of the file.</summary>
    private static string Normal(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line == "-- " ? line : line.TrimEnd())).Trim('\n') + "\n";

    /// <summary>The lines that changed, with two around them.</summary>
    private static string Difference(string[] old, string[] now)
    {
        var start = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = old.Skip(start).Reverse().Zip(now.Skip(start).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        var text = new StringBuilder().Append(System.Globalization.CultureInfo.InvariantCulture, $"@ line {start + 1}\n");
        Append(text, "  ", old[Math.Max(0, start - 2)..start]);
        Append(text, "- ", old[start..^end]);
        Append(text, "+ ", now[start..^end]);
        Append(text, "  ", old[^end..Math.Min(old.Length, old.Length - end + 2)]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string mark, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            text.Append(mark).Append(line).Append('\n');
    }
}
