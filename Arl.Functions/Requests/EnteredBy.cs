using Arl.Functions.Requests.Guard;

namespace Arl.Functions.Requests;

/// <summary>Who brings a request in.</summary>
/// <param name="Name">As in the history: <see cref="DoneBy"/>.</param>
/// <param name="Confirms">Whether its contact must confirm it before it is matched; null: by their address.</param>
public sealed record EnteredBy(string Name, bool? Confirms)
{
    /// <summary>Whether the limits of <see cref="RequestLimits"/> hold for it.</summary>
    public bool IsLimited { get; init; }

    /// <summary>The network it comes from; null where that cannot be told.</summary>
    public string? Network { get; init; }

    public static EnteredBy School { get; } = new(DoneBy.School, null);

    /// <summary>A school of which we cannot tell that it is no machine.</summary>
    public static EnteredBy Unproven { get; } = new(DoneBy.School, true);

    /// <summary>Staff who spoke with the caller.</summary>
    public static EnteredBy Staff(string name) => new(DoneBy.Staff(name), false);
}
