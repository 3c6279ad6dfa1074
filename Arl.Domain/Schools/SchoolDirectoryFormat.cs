using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Arl.Domain.Schools;

/// <summary>
/// The directory as one block of bytes, its search indexes inside, so that loading is copying:
/// <c>ARLSCHDR</c>, version (int32), SHA-256 of the rest (32 bytes), the rest: origin, then each column as a count and its little-endian elements.
/// </summary>
public static class SchoolDirectoryFormat
{
    /// <summary>Raised when the layout or <see cref="Folding"/> changes: an older directory is then imported again.</summary>
    public const int Version = 1;

    private const int HeaderLength = 8 + 4 + 32;

    private static ReadOnlySpan<byte> Magic => "ARLSCHDR"u8;

    public static byte[] Write(SchoolDirectory directory)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(new byte[32]);
        new DirectoryWriter(writer).Write(directory.Data);
        writer.Flush();
        var bytes = stream.ToArray();
        SHA256.HashData(bytes.AsSpan(HeaderLength), bytes.AsSpan(12, 32));
        return bytes;
    }

    /// <exception cref="InvalidDataException">Not a school directory, of another version, or damaged.</exception>
    public static SchoolDirectory Read(byte[] bytes)
    {
        if (bytes.Length < HeaderLength || !bytes.AsSpan(0, 8).SequenceEqual(Magic))
            throw new InvalidDataException("These bytes are no school directory.");
        if (MemoryMarshal.Read<int>(bytes.AsSpan(8)) is not Version and var version)
            throw new InvalidDataException($"The school directory has format version {version}, this program reads {Version}: import the schools again.");
        if (!SHA256.HashData(bytes.AsSpan(HeaderLength)).AsSpan().SequenceEqual(bytes.AsSpan(12, 32)))
            throw new InvalidDataException("The school directory is damaged: its checksum does not match its content.");

        using var reader = new BinaryReader(new MemoryStream(bytes, HeaderLength, bytes.Length - HeaderLength, writable: false), Encoding.UTF8);
        return new(new DirectoryReader(reader).Read());
    }
}
