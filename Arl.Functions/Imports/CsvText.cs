using System.Text;
using System.Text.Unicode;

namespace Arl.Functions.Imports;

/// <summary>Whether a file is text at all: a name with broken letters must not reach an email.</summary>
internal static class CsvText
{
    public static bool IsReadable(ReadOnlySpan<byte> file, CsvProblems problems)
    {
        if (file.StartsWith(Encoding.Unicode.Preamble) || file.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return true;
        if (file.Contains((byte)0))
            problems.File("This is not a CSV file (a workbook, perhaps?). Save it as \"CSV UTF-8 (comma delimited)\".");
        else if (!Utf8.IsValid(file))
            problems.Line(LineOfBadByte(file), "A letter here cannot be read. Save the file as \"CSV UTF-8 (comma delimited)\".");
        return problems.Count == 0;
    }

    private static int LineOfBadByte(ReadOnlySpan<byte> file)
    {
        var line = 1;
        for (var rest = file; !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            if (!Utf8.IsValid(end < 0 ? rest : rest[..end]))
                return line;
            rest = rest[(end + 1)..];
        }
        return line;
    }
}
