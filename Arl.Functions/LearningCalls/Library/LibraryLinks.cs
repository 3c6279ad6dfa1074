using System.Globalization;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// The secret address of one coach's page of the library, good until a day that it names itself and signed by <see cref="LinkSigner"/>; each email makes a new one.
/// And the address by which anybody opens one resource, which names it and nobody.
/// </summary>
public sealed class LibraryLinks(IOptions<SiteOptions> site, TimeProvider clock)
{
    public static readonly TimeSpan StaysOpen = TimeSpan.FromDays(90);
    private const string Day = "yyyyMMdd";
    private readonly LinkSigner _signer = site.Value.Signer();

    /// <summary>Good from now for <see cref="StaysOpen"/>.</summary>
    public Uri UrlOf(string coachId) => new(site.Value.UrlOf(PathOf(coachId)));

    public string PathOf(string coachId) => PathOf(coachId, Today.AddDays((int)StaysOpen.TotalDays));

    /// <summary>By which a resource is opened.</summary>
    public Uri OpenUrlOf(string resourceId) => new(site.Value.UrlOf(OpenPathOf(resourceId)));

    public static string OpenPathOf(string resourceId) => "/library/open/" + resourceId;

    internal string PathOf(string coachId, DateOnly until) => $"/library/{coachId}/{Text(until)}/{_signer.Sign(Said(coachId, until))}";

    /// <summary>The last day, where the signature opens the page and the day is not over (UTC). Whether the coach is there is for the caller to say.</summary>
    public DateOnly? Open(string coachId, string until, string signature) =>
        CoachId.IsOne(coachId) && DateOnly.TryParseExact(until, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && _signer.IsSigned(Said(coachId, day), signature) && day >= Today ? day : null;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static string Text(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    private static string Said(string coachId, DateOnly until) => $"library|{coachId}|{Text(until)}";
}
