namespace Arl.Domain.Schools;

/// <summary>A district (local education agency) that has at least one operating school in the directory.</summary>
public sealed record District
{
    public required LeaId Id { get; init; }

    /// <summary>As its biggest school's row gives it: one agency has one name.</summary>
    public required string Name { get; init; }

    /// <summary>Where most of its schools lie (a few agencies have a school across the border); of equals, where the bigger school lies.</summary>
    public required UsState State { get; init; }

    /// <summary>Operating schools in the directory, 1 or more.</summary>
    public required int Schools { get; init; }

    /// <summary>Students in those of its schools whose enrollment is known; unknown where none is.</summary>
    public int? Students { get; init; }
}
