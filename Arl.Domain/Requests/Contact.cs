using System.Globalization;

namespace Arl.Domain.Requests;

/// <summary>Who asks. Personal data: never logged.</summary>
public sealed record Contact(string Name, string Role, EmailAddress Email, string? Phone)
{
    /// <summary>
    /// The name where it looks like one (letters, at most four words, 60 characters), else null. An email to an address that nobody has confirmed
    /// says no other text that was typed: the form would carry anybody's message to anybody.
    /// </summary>
    public string? NameToGreet =>
        Name.Length <= 60 && Name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: <= 4 } words && words.All(IsNameLike) ? Name : null;

    /// <summary>Letters, with hyphens and apostrophes between and at most one dot, at the end.</summary>
    private static bool IsNameLike(string word) =>
        word.TrimEnd('.').Length >= word.Length - 1 && word.TrimEnd('.').All(c => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark || c is '-' or '\'' or '’');

    /// <summary>What stands in the place of a contact that was erased.</summary>
    public static Contact Erased { get; } = new("(erased)", "(erased)", EmailAddress.Parse("erased@erased.invalid"), Phone: null);

    /// <summary>In which we write to them: one of <see cref="Domain.Language.Written"/>.</summary>
    public Language Language { get; init; } = Language.English;

    public override string ToString() => "a contact";
}
