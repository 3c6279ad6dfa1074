namespace Arl.Pages.Reach.Reports;

/// <summary>The content ids of a reach email's pictures.</summary>
public static class ReachPictures
{
    public const string Growth = "growth@reach.arl";
    public const string Locales = "locales@reach.arl";
    public const string States = "states@reach.arl";
}
