using System.Globalization;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.LearningCalls;

/// <summary>The secret address of one coach's page of one call, signed by <see cref="LinkSigner"/>.</summary>
public sealed class CallLinks(IOptions<SiteOptions> site)
{
    private readonly LinkSigner _signer = site.Value.Signer();

    public Uri UrlOf(DateOnly date, string coachId) => new(site.Value.UrlOf(PathOf(date, coachId)));

    public string PathOf(DateOnly date, string coachId) => $"/calls/{CallRow.Text(date)}/{coachId}/{_signer.Sign(Said(date, coachId))}";

    /// <summary>Day and coach if the signature opens them. Whether the call is still to be seen is for the caller to say.</summary>
    public (DateOnly Date, string CoachId)? Open(string date, string coachId, string signature) =>
        DateOnly.TryParseExact(date, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && _signer.IsSigned(Said(day, coachId), signature) ? (day, coachId) : null;

    private static string Said(DateOnly date, string coachId) => $"call|{CallRow.Text(date)}|{coachId}";
}
