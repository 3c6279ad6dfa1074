using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Mail;
using Arl.Functions.Reach.Charts;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Reports;

namespace Arl.Functions.Reach.Reports;

/// <summary>The pictures of a reach email, as its sections show them. Only here the drawing library is called, so a process that writes no report never loads it.</summary>
internal static class ReachCharts
{
    public static IReadOnlyList<MailAttachment> Of(ReachReport report, IReadOnlyList<ReachSection> sections)
    {
        var pictures = new List<MailAttachment>();
        if (sections.Contains(ReachSection.Growth) && report.Growth.Count > 0)
            pictures.Add(Picture("schools-over-time.png", ReachPictures.Growth, GrowthPicture.Png(report.Growth)));
        if (sections.Contains(ReachSection.Locales) && report.Figures.Locales.Known > 0)
            pictures.Add(Picture("locales.png", ReachPictures.Locales, LocalePicture.Png(report.Figures.Locales, report.National)));
        if (sections.Contains(ReachSection.States) && report.States.Count > 0)
            pictures.Add(Picture("states.png", ReachPictures.States, StatesPicture.Png(report.States)));
        return pictures;
    }

    private static MailAttachment Picture(string name, string contentId, byte[] png) => new(name, "image/png", contentId, new(png));
}
