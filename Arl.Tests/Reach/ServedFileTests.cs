using System.IO.Compression;
using System.Text;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Reach.Served;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Reports;
using Arl.Tests.Mail;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Reach;

/// <summary>The schools served, as a file.</summary>
public sealed class ServedFileTests
{
    private static readonly DateOnly s_day = new(2026, 11, 23);

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")"), InlineData("+1"), InlineData("-1"), InlineData("@SUM(A1)"), InlineData("\t=1")]
    public void What_a_spreadsheet_would_run_is_text_there(string name)
    {
        var line = Lines(ServedExport.Csv([SomeReach.Served with { Name = name, City = name, Organizations = [name] }]))[1];

        Assert.Equal(3, line.Split($"'{name.Replace("\"", "\"\"", StringComparison.Ordinal)}").Length - 1);
    }

    [Fact]
    public void A_small_one_goes_as_it_is_a_large_one_zipped_and_a_huge_one_not()
    {
        var (small, large, huge) = (new byte[ServedAttachment.MostPlain], new byte[ServedAttachment.MostPlain + 1], new byte[ServedAttachment.MostAtAll + 1]);

        Assert.Equal((ServedFileForm.Csv, "served-schools-2026-11-23.csv", "text/csv"), Of(small));
        Assert.Equal((ServedFileForm.Zip, "served-schools-2026-11-23.zip", "application/zip"), Of(large));
        Assert.Equal((ServedFileForm.TooLarge, null, null), Of(huge));
        using var zip = new ZipArchive(ServedAttachment.Of(large, s_day).File!.Content.ToStream());
        Assert.Equal(("served-schools-2026-11-23.csv", large.Length), (zip.Entries.Single().Name, zip.Entries.Single().Length));
    }

    [Theory]
    [InlineData(ServedFileForm.Csv, "is attached (CSV).")]
    [InlineData(ServedFileForm.Zip, "is attached (CSV, zipped).")]
    [InlineData(ServedFileForm.TooLarge, "is too large for an email: download it: https://help.example.org/api/staff/reach/served/csv")]
    public async Task The_email_says_how_it_goes_with_it_or_where_it_is(ServedFileForm form, string words)
    {
        var email = await Emails.Render(typeof(ReachReportEmail), Arl.Domain.Language.English, "Reach", new Dictionary<string, object?>
        {
            [nameof(ReachReportEmail.Report)] = PreviewData.Report with { ServedFile = form },
            [nameof(ReachReportEmail.Zone)] = PreviewData.Zone,
            [nameof(ReachReportEmail.StaffUrl)] = PreviewData.StaffUrl,
        });

        Assert.Contains(words, email.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_reach_email_takes_it_and_its_pictures_with_it()
    {
        await using var network = await ReachNetwork.Open(Some.School);
        await network.PostServed("school_id,students,introduced_on,organization\n359000100001,100,2026-10-14,Bridge\n");

        await network.ReportNow();

        var email = Assert.Single(await network.Emails());
        var files = await network.Get<MailAttachments>().Load(MailAttachments.Read(email.GetString("Attachments")), TestContext.Current.CancellationToken);
        Assert.Equal(["schools-over-time.png growth@reach.arl", "locales.png locales@reach.arl", "states.png states@reach.arl", "served-schools-2026-11-24.csv "], files.Select(file => $"{file.Name} {file.ContentId}"));
        Assert.All(files.Where(file => file.ContentId is not null), file => Assert.Contains($"src=\"cid:{file.ContentId}\"", email.GetString("Html"), StringComparison.Ordinal));
        Assert.Equal(Lines(ServedExport.Csv(await network.Get<ReachTable>().All(TestContext.Current.CancellationToken))), Lines(files[^1].Content.ToArray()));
        Assert.StartsWith("359000100001,Mesa Verde Elementary,Cuba,NM,3590001,43,", Lines(files[^1].Content.ToArray())[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_email_of_no_schools_has_no_pictures()
    {
        await using var network = await ReachNetwork.Open();

        await network.ReportNow();

        var email = Assert.Single(await network.Emails());
        Assert.Single(MailAttachments.Read(email.GetString("Attachments")));
        Assert.DoesNotContain("<img", email.GetString("Html"), StringComparison.Ordinal);
    }

    private static (ServedFileForm Form, string? Name, string? Type) Of(byte[] csv)
    {
        var (form, file) = ServedAttachment.Of(csv, s_day);
        return (form, file?.Name, file?.MediaType);
    }

    private static string[] Lines(byte[] csv) => Encoding.UTF8.GetString(csv).ReplaceLineEndings("\n").Split('\n');
}
