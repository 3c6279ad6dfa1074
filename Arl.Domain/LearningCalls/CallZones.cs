namespace Arl.Domain.LearningCalls;

/// <summary>The zones that a series may be in, and what people call them.</summary>
public static class CallZones
{
    public static IReadOnlyList<(string Id, string Name)> All { get; } =
    [
        ("America/New_York", "Eastern Time"),
        ("America/Chicago", "Central Time"),
        ("America/Denver", "Mountain Time"),
        ("America/Phoenix", "Arizona Time"),
        ("America/Los_Angeles", "Pacific Time"),
        ("America/Anchorage", "Alaska Time"),
        ("Pacific/Honolulu", "Hawaii Time"),
        ("America/Puerto_Rico", "Atlantic Time (Puerto Rico)"),
        ("Pacific/Guam", "Chamorro Time (Guam)"),
        ("Pacific/Pago_Pago", "Samoa Time"),
    ];

    /// <summary>Of another zone its place: <c>Indiana/Knox time</c>.</summary>
    public static string NameOf(string id) => All.FirstOrDefault(zone => zone.Id == id).Name ?? id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('_', ' ') + " time";
}
