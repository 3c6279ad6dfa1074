using Arl.Domain;
using Arl.Domain.LearningCalls.Library;

namespace Arl.Pages.LearningCalls.Library;

/// <summary>What somebody asked the library for, as they typed it.</summary>
public sealed record LibrarySearch(string Need, string Level, string Words)
{
    public const int LongestWords = 100;

    public static LibrarySearch Nothing { get; } = new("", "", "");

    public bool IsNothing => this == Nothing;
}

/// <summary>A resource in a list.</summary>
/// <param name="OpenPath">Null where it is not to be opened there.</param>
/// <param name="SharedBy">Who shared it; null where nobody is known.</param>
/// <param name="Uses">How often it was opened in a year.</param>
public sealed record LibraryItem(Resource Resource, string? OpenPath, string? SharedBy, int Uses);

/// <summary>The coach's page of the library.</summary>
/// <param name="Path">Of the page itself; its forms go there.</param>
/// <param name="Found">The first <see cref="MostShown"/> of what fits.</param>
/// <param name="Own">What this coach shared and others do not find, or not any more.</param>
/// <param name="Said">What was just done; null is nothing.</param>
public sealed record LibraryPageModel(string Path, LibrarySearch Search, IReadOnlyList<LibraryItem> Found, int FoundInAll, IReadOnlyList<LibraryItem> Own, LibraryPageModel.ShareForm Form, string? Said, bool SampleDirectory)
{
    public const int MostShown = 50;

    /// <param name="Key">What makes the form one, however often it is sent.</param>
    public sealed record ShareForm(string Key, TypedResource Typed, IReadOnlyList<Problem> Problems)
    {
        /// <summary>A file came with it, which the browser does not keep.</summary>
        public bool HadFile { get; init; }
    }
}
