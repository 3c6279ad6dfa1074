namespace Arl.Pages.Reach.Reports;

/// <summary>Addresses of the same site as the staff page's, which ends in <c>/staff</c>.</summary>
internal static class SiteUrl
{
    /// <param name="path">From its first slash on.</param>
    public static Uri Of(Uri staffUrl, string path)
    {
        var start = staffUrl.AbsoluteUri.LastIndexOf("/staff", StringComparison.Ordinal);
        return new((start < 0 ? staffUrl.GetLeftPart(UriPartial.Authority) : staffUrl.AbsoluteUri[..start]) + path);
    }
}
