using System.Globalization;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Privacy;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Privacy;

/// <summary><c>GET /staff/audit</c>: who of the staff read of people, by day, member, request or coach. A member stands in the address as a mark that names nobody.</summary>
public sealed class ShowAudit(StaffDoor door, StaffReads reads, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(ShowAudit))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/audit")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ =>
        {
            var about = Shows.People(nameof(ShowAudit), http.Query["about"].ToString().Trim()).About;
            DateOnly? day = about is not null ? null : DayOf(http.Query["day"].ToString());
            var who = http.Query["who"].ToString() is { Length: 12 } mark && mark.All(char.IsAsciiHexDigitLower) ? mark : null;
            var page = await reads.Of(day, about, who, http.Query["after"].ToString() is { Length: 28 } after && after.All(c => char.IsAsciiHexDigitLower(c) || c == '_') ? after : null, cancel);
            return PageResults.Page<AuditPage>(new
            {
                Lines = page.Reads.Select(read => new AuditPage.Line(read.At, read.By, StaffReads.Mark(read.By), read.What, read.Page, read.About, LinkOf(read.About), read.Why)).ToList(),
                Day = day,
                About = about,
                Who = who,
                page.Next,
                zone.Zone,
            });
        });

    private DateOnly DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static string? LinkOf(string? about) => about is null ? null : Reference.TryParse(about, out _) ? "/staff/requests/" + about : CoachId.IsOne(about) ? "/staff/coaches/" + about : null;
}
