namespace Arl.Functions.Web;

/// <summary>Where a browser is sent back to, as an address may ask: only ever a path of ours.</summary>
internal static class LocalPath
{
    private const int Longest = 2000;

    /// <summary>A browser takes two slashes, and a slash and a backslash, for the start of another site's address.</summary>
    public static bool IsOurs(string path) => path is "/" or ['/', not ('/' or '\\'), ..] && !path.Any(char.IsControl);

    /// <summary>The path of a staff page as it was asked for, or <c>/staff</c>.</summary>
    public static string OfStaff(string? asked) => asked is { Length: <= Longest } && IsOfStaff(asked) ? asked : "/staff";

    /// <summary>What starts with "/staff" and goes on as a path or query is no other site's, whatever a browser makes of it; a backslash or control character may be made something of.</summary>
    private static bool IsOfStaff(string asked) =>
        asked.StartsWith("/staff", StringComparison.Ordinal) && asked[6..] is "" or ['/' or '?', ..]
        && !asked.StartsWith("/staff/sign-", StringComparison.Ordinal) && asked.All(one => one is > ' ' and <= '~' and not '\\');
}
