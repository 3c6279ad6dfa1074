using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;

namespace Arl.Functions.Engagements;

/// <summary>What a link does. The numbers are in links that are under way: never change or reuse one.</summary>
public enum LinkPurpose : byte { Accept = 1, Decline = 2, Met = 3, CheckInSchool = 4, CheckInCoach = 5, KeepOpenSchool = 6, KeepOpenCoach = 7, Confirm = 8 }

public static class LinkPurposes
{
    /// <summary>Whose inbox the link is for.</summary>
    public static Side ReaderOf(this LinkPurpose purpose) => purpose is LinkPurpose.CheckInSchool or LinkPurpose.KeepOpenSchool or LinkPurpose.Confirm ? Side.School : Side.Coach;
}

/// <summary>What a token says: purpose (1 byte), match (2), expiry (Unix seconds, 4), chance (6, so that no two are alike). An HMAC-SHA256 over these and the reference, cut to 128 bits, follows.</summary>
internal sealed record LinkToken(LinkPurpose Purpose, int Match, DateTimeOffset ExpiresAt, ReadOnlyMemory<byte> Chance)
{
    private const int Said = 13;
    private const int Signature = 16;

    /// <param name="draw">Its first six bytes tell links apart that are made in one second; what cannot be guessed is the signature.</param>
    public static LinkToken New(LinkPurpose purpose, int match, DateTimeOffset expiresAt, ulong draw) => new(purpose, match, expiresAt, BitConverter.GetBytes(draw).AsMemory(0, 6));

    public string Sign(byte[] key, Reference reference)
    {
        Span<byte> token = stackalloc byte[Said + Signature];
        token[0] = (byte)Purpose;
        BinaryPrimitives.WriteUInt16BigEndian(token[1..], checked((ushort)Match));
        BinaryPrimitives.WriteUInt32BigEndian(token[3..], checked((uint)ExpiresAt.ToUnixTimeSeconds()));
        Chance.Span.CopyTo(token[7..Said]);
        Mac(key, reference, token[..Said]).AsSpan(0, Signature).CopyTo(token[Said..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What the token says of itself, true or not, also where its end is missing: null where it cannot be read.</summary>
    public static LinkToken? Read(string token)
    {
        const int start = 20; // Characters: 15 bytes, so that no character is read in part.
        Span<byte> bytes = stackalloc byte[15];
        return token.Length >= start && Base64Url.IsValid(token.AsSpan(0, start)) && Base64Url.TryDecodeFromChars(token.AsSpan(0, start), bytes, out var length) && length >= Said && Enum.IsDefined((LinkPurpose)bytes[0])
            ? new((LinkPurpose)bytes[0], BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]), DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes[3..])), bytes[7..Said].ToArray())
            : null;
    }

    /// <summary>True where one of the keys signed this very text for this reference; every key is tried in constant time.</summary>
    public static bool IsSigned(string token, Reference reference, IEnumerable<byte[]> keys) =>
        Read(token) is { } read && keys.Aggregate(false, (signed, key) => signed | CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(read.Sign(key, reference)), Encoding.UTF8.GetBytes(token)));

    private static byte[] Mac(byte[] key, Reference reference, ReadOnlySpan<byte> said)
    {
        byte[] whole = [.. Encoding.ASCII.GetBytes($"act|{reference}|"), .. said];
        return HMACSHA256.HashData(key, whole);
    }
}
