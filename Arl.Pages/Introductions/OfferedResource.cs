namespace Arl.Pages.Introductions;

/// <summary>A resource of the coaches' library, as a school is told of it.</summary>
/// <param name="Url">Where it is opened, which counts a use.</param>
/// <param name="Needs">Ids of what it helps with.</param>
public sealed record OfferedResource(string Title, Uri Url, IReadOnlyCollection<string> Needs);
