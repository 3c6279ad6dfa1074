namespace Arl.Functions.Coaches;

/// <summary>The rule of a coach's id: 1–40 small letters, digits and dashes.</summary>
internal static class CoachId
{
    public static bool IsOne(string id) => id.Length is > 0 and <= 40 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
