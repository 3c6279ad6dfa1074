namespace Arl.Pages.Engagements;

/// <summary>Something that helps a coach, at another site.</summary>
public sealed record CoachResource(string Title, Uri Url);

/// <summary>One of a coach's schools, as the page of another one lists it: nothing by which anybody could be written to.</summary>
/// <param name="Place">Name and state.</param>
/// <param name="Standing">Where it stands, in words.</param>
public sealed record CoachSchool(string Reference, string Place, IReadOnlyList<string> Needs, string Standing);
