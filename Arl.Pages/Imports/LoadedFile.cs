namespace Arl.Pages.Imports;

/// <summary>A file that staff loaded, as the list of imports shows it.</summary>
/// <param name="Kind"><c>served</c> or <c>coaches</c>.</param>
/// <param name="Counts">What loading it did; null while that is going on.</param>
public sealed record LoadedFile(
    string Kind, string Id, DateTimeOffset At, string By, int Rows, LoadedFile.Stage Is, (int New, int Changed, int Unchanged)? Counts, DateTimeOffset? UndoneAt, string? UndoneBy, bool CanBeUndone)
{
    public enum Stage { Loading, Loaded, Undoing, Undone }
}
