using System.Collections.Concurrent;
using System.Security.Cryptography;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Reach.Public;

/// <summary>Published figures and what was made of them: a page, JSON, a picture, each once.</summary>
public sealed class ReachSnapshot(PublicReach reach)
{
    private readonly ConcurrentDictionary<string, Rendition> _made = new(StringComparer.Ordinal);

    public PublicReach Reach => reach;

    /// <param name="form">Names what is made.</param>
    public async Task<Rendition> As(string form, Func<PublicReach, Task<Rendition>> make) =>
        _made.TryGetValue(form, out var made) ? made : _made.GetOrAdd(form, await make(reach)); // Made twice by two who come at once; that does no harm.
}

/// <summary>Bytes as they are answered.</summary>
public sealed class Rendition(byte[] body, string contentType)
{
    private readonly string _tag = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12));
    private readonly Packed? _packed = contentType.StartsWith("image/", StringComparison.Ordinal) ? null : Packed.Of(body);

    /// <summary>304 where the caller has them already.</summary>
    public IResult Answer(HttpRequest http) => _packed?.Answer(http, contentType, _tag) ?? Results.Bytes(body, contentType, entityTag: new($"\"{_tag}\""));
}
