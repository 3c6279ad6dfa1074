using System.Text;

namespace Arl.Domain.Schools;

/// <summary>Many texts in one block of UTF-8: a fraction of the memory of as many strings. Text i lies between Starts[i] and Starts[i + 1].</summary>
internal sealed class Utf8Table(byte[] bytes, int[] starts)
{
    public byte[] Bytes { get; } = bytes;

    public int[] Starts { get; } = starts;

    public int Count => Starts.Length - 1;

    public ReadOnlySpan<byte> this[int index] => Bytes.AsSpan(Starts[index]..Starts[index + 1]);

    public string Text(int index) => Encoding.UTF8.GetString(this[index]);

    public static Utf8Table From(IReadOnlyCollection<string> texts)
    {
        var starts = new int[texts.Count + 1];
        using var bytes = new MemoryStream();
        var at = 0;
        foreach (var text in texts)
        {
            bytes.Write(Encoding.UTF8.GetBytes(text));
            starts[++at] = (int)bytes.Length;
        }
        return new(bytes.ToArray(), starts);
    }

    /// <summary>Where the texts that start with the prefix lie; the table must be sorted by bytes. An equal text comes first.</summary>
    public Range StartingWith(ReadOnlySpan<byte> prefix) => FirstThat(prefix, atLeast: 0)..FirstThat(prefix, atLeast: 1);

    /// <summary>The first text whose head, cut to the prefix's length, compares to the prefix as <paramref name="atLeast"/> or more.</summary>
    private int FirstThat(ReadOnlySpan<byte> prefix, int atLeast)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var head = this[middle];
            if (head.Length > prefix.Length)
                head = head[..prefix.Length];
            if (Math.Sign(head.SequenceCompareTo(prefix)) < atLeast)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
