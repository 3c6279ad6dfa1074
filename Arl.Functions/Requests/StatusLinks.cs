using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests;

/// <summary>The secret address of a request's status page, signed by <see cref="LinkSigner"/>; the reference alone opens nothing.</summary>
public sealed class StatusLinks(IOptions<SiteOptions> site)
{
    private readonly LinkSigner _signer = site.Value.Signer();

    public string UrlOf(Reference reference) => site.Value.UrlOf(PathOf(reference));

    public string PathOf(Reference reference) => $"/requests/{reference}/{_signer.Sign(Said(reference))}";

    /// <summary>The reference if the token opens it.</summary>
    public Reference? Open(string reference, string token) => Reference.TryParse(reference, out var parsed) && _signer.IsSigned(Said(parsed), token) ? parsed : null;

    private static string Said(Reference reference) => "status|" + reference;
}
