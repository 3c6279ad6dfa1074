using System.Text;

namespace Arl.Functions.Schools;

/// <summary>NCES's files are UTF-8 in some years and Windows-1252 in others, and say so nowhere: what is no valid UTF-8 is Windows-1252. A byte order mark is heeded by the reader.</summary>
internal static class FileEncoding
{
    /// <summary>Leaves the stream where it was.</summary>
    public static Encoding Detect(Stream file)
    {
        var start = file.Position;
        try
        {
            return IsUtf8(file) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        }
        finally
        {
            file.Position = start;
        }
    }

    private static bool IsUtf8(Stream file)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[bytes.Length + 1];
        try
        {
            int read;
            while ((read = file.Read(bytes)) > 0)
                strict.GetChars(bytes.AsSpan(0, read), chars, flush: false);
            strict.GetChars([], chars, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
