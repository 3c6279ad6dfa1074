using System.Net;
using AngleSharp.Dom;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;
using static Arl.Tests.Staff.StaffForms;

namespace Arl.Tests.Imports;

public sealed class UploadTests
{
    private static readonly Arl.Domain.Coaches.Coach s_far = Some.Coach with { Id = "sam-lee", Name = "Sam Lee", Organization = "Bright Harbor", States = new HashSet<UsState>([UsState.Parse("ME")]), Capacity = 1 };

    [Fact]
    public async Task The_coaches_come_out_as_a_file_that_changes_nothing_when_it_is_looked_at_and_loaded()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach with { Name = "=HYPERLINK(\"x\")" }, s_far], Site.Cancel);
        var file = await staff.Site.Http.GetByteArrayAsync(new Uri("/staff/coaches.csv", UriKind.Relative), Site.Cancel);

        var looked = await Upload(staff, "coaches", file);
        var loaded = await Send(staff, looked.Page);
        var again = await Send(staff, looked.Page);

        Assert.Equal(["2", "0", "0", "2"], looked.Page.QuerySelectorAll(".counts dd").Select(count => count.TextContent));
        PageRules.AreKept(looked.Page);
        Assert.Equal(("/staff/imports?done=loaded", "/staff/imports?done=forgotten"), (loaded.Location, again.Location));
        Assert.Equal("=HYPERLINK(\"x\")", (await staff.Network.Coaches.Get("coach-1", Site.Cancel))!.Load.Coach.Name);
    }

    [Fact]
    public async Task An_upload_shows_what_it_would_change_or_all_its_mistakes_and_changes_nothing_by_itself()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        staff.Network.Clock.Advance(TimeSpan.FromHours(1));

        var looked = await Upload(staff, "coaches", CoachCsv.Write([Some.Coach with { Capacity = 9 }, s_far]));
        var wrong = await Upload(staff, "served", "school_id,students\n1,2\n"u8.ToArray());
        var none = await Upload(staff, "coaches", []);
        var unknown = await Upload(staff, "schools", "x"u8.ToArray());

        Assert.Equal(["coach-1: capacity: 3 → 9", "sam-lee is new: Sam Lee, Bright Harbor, 1 place"], looked.Page.QuerySelectorAll("main ul li").Select(line => line.TextContent));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong.Status, none.Status, unknown.Status));
        Assert.Contains("introduced_on: The column is missing.", wrong.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Choose a file that is not empty.", none.Page.Body!.TextContent, StringComparison.Ordinal);
        PageRules.AreKept(wrong.Page);
        Assert.Equal(3, (await staff.Network.Coaches.Get("coach-1", Site.Cancel))!.Load.Coach.Capacity);

        staff.Network.Clock.Advance(TimeSpan.FromDays(2));
        await Upload(staff, "coaches", CoachCsv.Write([s_far]));
        var late = await Send(staff, looked.Page, (Arl.Pages.Staff.StaffVisit.FormField, SignedIn.Field(staff.Site).Value));
        Assert.Equal("/staff/imports?done=forgotten", late.Location);
    }
}
