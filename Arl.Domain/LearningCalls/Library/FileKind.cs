using System.Text;

namespace Arl.Domain.LearningCalls.Library;

/// <summary>A kind of file that may be shared: documents and pictures that nothing runs in when they are opened in a browser. Never a page, a script, a program, a document with macros or a text that a spreadsheet would calculate.</summary>
/// <param name="Extension">With its dot.</param>
/// <param name="Type">The media type that it is served as, whatever the sender said.</param>
/// <param name="Start">The bytes that every such file begins with; none for plain text.</param>
public sealed record FileKind(string Extension, string Type, IReadOnlyList<byte> Start)
{
    /// <summary>So many first bytes tell what a file is.</summary>
    public const int Looked = 4096;

    private static readonly byte[] s_zip = [(byte)'P', (byte)'K', 3, 4];

    public static IReadOnlyList<FileKind> All { get; } =
    [
        new(".pdf", "application/pdf", "%PDF-"u8.ToArray()),
        new(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", s_zip),
        new(".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", s_zip),
        new(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", s_zip),
        new(".odt", "application/vnd.oasis.opendocument.text", s_zip),
        new(".odp", "application/vnd.oasis.opendocument.presentation", s_zip),
        new(".ods", "application/vnd.oasis.opendocument.spreadsheet", s_zip),
        new(".png", "image/png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        new(".jpg", "image/jpeg", [0xFF, 0xD8, 0xFF]),
        new(".jpeg", "image/jpeg", [0xFF, 0xD8, 0xFF]),
        new(".txt", "text/plain; charset=utf-8", []),
    ];

    /// <summary>The extensions, as a sentence lists them.</summary>
    public static string Listed { get; } = InWords.List([.. All.Where(kind => kind.Extension != ".jpeg").Select(kind => kind.Extension[1..])], "or");

    /// <summary>Null where a file of this name, that begins so, is none of <see cref="All"/>.</summary>
    /// <param name="start">The first <see cref="Looked"/> bytes, or all where there are fewer.</param>
    public static FileKind? Of(string fileName, ReadOnlySpan<byte> start)
    {
        foreach (var kind in All)
        {
            if (fileName.EndsWith(kind.Extension, StringComparison.OrdinalIgnoreCase))
                return kind.Begins(start) ? kind : null;
        }
        return null;
    }

    private bool Begins(ReadOnlySpan<byte> start)
    {
        if (Start.Count == 0)
            return IsText(start);
        return start.Length >= Start.Count && start[..Start.Count].SequenceEqual([.. Start]);
    }

    /// <summary>UTF-8 without control characters; a character may be cut at the end.</summary>
    private static bool IsText(ReadOnlySpan<byte> start)
    {
        while (!start.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(start, out var rune, out var read);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
                return true;
            if (status != System.Buffers.OperationStatus.Done || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\r' or '\n' or '\f')))
                return false;
            start = start[read..];
        }
        return true;
    }
}
