namespace Arl.Domain.Reach;

/// <summary>Some of the schools served.</summary>
/// <param name="Key">Stable, e.g. <c>NM</c>, <c>2026-11</c>.</param>
/// <param name="Students">Enrolled in these schools; a school whose enrollment is unknown adds none.</param>
public sealed record ReachGroup(string Key, string Name, int Schools, long Students);
