using Arl.Domain.Schools;

namespace Arl.Domain.Requests;

public enum RequestOrder { Newest, Oldest, HighestNeed }

/// <summary>Which requests staff look for. Everything that is given must hold.</summary>
public sealed record RequestLookup
{
    public RequestOrder Order { get; init; }

    public RequestState? State { get; init; }

    public UsState? UsState { get; init; }

    /// <summary>Whose coach has it, or had it last.</summary>
    public string? Organization { get; init; }

    /// <summary>An id of <see cref="Need"/>.</summary>
    public string? Need { get; init; }

    public bool NeedsPerson { get; init; }

    /// <summary>Received at or after this.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before this.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Folded words (<see cref="RequestSearchWords"/>); each must begin a word of the request.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>A request as lists show it.</summary>
/// <param name="Because">Why it waits; empty where it does not.</param>
public sealed record RequestLine(
    Reference Reference, DateTimeOffset ReceivedAt, string Place, string City, UsState UsState, RequestState State, double NeedIndex, string Coach, string Organization, string Contact, IReadOnlyList<Attention> Attention, string Because);

/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record RequestLines(IReadOnlyList<RequestLine> Lines, string? Next);
