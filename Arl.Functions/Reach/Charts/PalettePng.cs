using System.Buffers.Binary;
using System.IO.Compression;

namespace Arl.Functions.Reach.Charts;

/// <summary>A PNG with at most 256 colors (ISO/IEC 15948): of pictures with few even areas a third of what the drawing library writes, which mailboxes and phones wait for. The same pixels give the same bytes.</summary>
internal static class PalettePng
{
    private const int MostColors = 256;
    private static readonly byte[] s_signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="rgba">Four bytes a pixel, row by row; opaque.</param>
    public static byte[] Encode(ReadOnlySpan<byte> rgba, int width, int height)
    {
        var rows = new byte[(width + 1) * height]; // Each row begins with its filter, none.
        var palette = new Dictionary<int, byte>();
        for (var bits = 5; !TryIndex(rgba, width, bits, rows, palette); bits--)
            palette.Clear();
        using var png = new MemoryStream();
        png.Write(s_signature);
        Chunk(png, "IHDR"u8, Header(width, height));
        Chunk(png, "PLTE"u8, [.. palette.OrderBy(color => color.Value).SelectMany(color => new[] { (byte)(color.Key >> 16), (byte)(color.Key >> 8), (byte)color.Key })]);
        Chunk(png, "IDAT"u8, Packed(rows));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>Each pixel as its color's number; false where there are too many colors at so many bits a channel.</summary>
    private static bool TryIndex(ReadOnlySpan<byte> rgba, int width, int bits, byte[] rows, Dictionary<int, byte> palette)
    {
        var most = (1 << bits) - 1;
        int Rounded(byte channel) => ((channel * most) + 127) / 255 * 255 / most;
        for (var n = 0; n < rgba.Length / 4; n++)
        {
            var color = (Rounded(rgba[4 * n]) << 16) | (Rounded(rgba[(4 * n) + 1]) << 8) | Rounded(rgba[(4 * n) + 2]);
            if (!palette.TryGetValue(color, out var index))
            {
                if (palette.Count == MostColors)
                    return false;
                palette[color] = index = (byte)palette.Count;
            }
            rows[n + (n / width) + 1] = index;
        }
        return true;
    }

    /// <summary>Size, eight bits a pixel, with a palette, nothing interlaced.</summary>
    private static byte[] Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3);
        return header;
    }

    private static byte[] Packed(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(rows);
        return packed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var part in data)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return crc;
    }
}
