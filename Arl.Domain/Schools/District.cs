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

/// <summary>Where a directory comes from.</summary>
/// <param name="Source">The file's name.</param>
/// <param name="SchoolYear">The survey year as the file gives it, e.g. <c>2020-2021</c>; null where it gives none.</param>
/// <param name="IsSample">Invented schools for a first run: said wherever the directory is shown.</param>
/// <param name="ImportedAt">When the import was made.</param>
public sealed record DirectoryOrigin(string Source, string? SchoolYear, bool IsSample, DateTimeOffset ImportedAt);
