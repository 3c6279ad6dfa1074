using System.Globalization;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Engagements;

/// <summary>The secret address of the coach's page of one match, signed by <see cref="LinkSigner"/>.</summary>
public sealed class CoachPageLinks(IOptions<SiteOptions> site)
{
    private readonly LinkSigner _signer = site.Value.Signer();

    public Uri UrlOf(Reference reference, int match) => new(site.Value.UrlOf(PathOf(reference, match)));

    public string PathOf(Reference reference, int match) => string.Create(CultureInfo.InvariantCulture, $"/coach/{reference}/{match}/{_signer.Sign(Said(reference, match))}");

    /// <summary>Reference and match if the signature opens them. Whether the match is still to be seen is for the caller to say.</summary>
    public (Reference Reference, int Match)? Open(string reference, string match, string signature) =>
        Reference.TryParse(reference, out var parsed) && int.TryParse(match, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && _signer.IsSigned(Said(parsed, number), signature) ? (parsed, number) : null;

    private static string Said(Reference reference, int match) => string.Create(CultureInfo.InvariantCulture, $"coach|{reference}|{match}");
}
