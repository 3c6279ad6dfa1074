using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.LearningCalls.Library;

public enum ResourceState
{
    /// <summary>A coach shared it, and staff have not looked at it yet.</summary>
    Proposed,

    /// <summary>Coaches find it, and schools are told of it.</summary>
    Listed,

    /// <summary>Staff took it back. It is kept, and can be put back, until it is deleted for good.</summary>
    Withdrawn,
}

/// <summary>A file that is a resource.</summary>
/// <param name="Name">As whoever opens it saves it, e.g. <c>family-night.pdf</c>.</param>
/// <param name="Blob">Where it lies.</param>
/// <param name="Bytes">1 to <see cref="ResourceRules.MostBytes"/>.</param>
/// <param name="Type">The media type, one of <see cref="FileKind.All"/>.</param>
public sealed record ResourceFile(string Name, string Blob, long Bytes, string Type);

/// <summary>What the weekly look at a link has found.</summary>
/// <param name="FailedWeeks">In how many looks, one after the other and the last among them, it led nowhere.</param>
/// <param name="CheckedAt">Null where nobody looked yet.</param>
public sealed record LinkState(int FailedWeeks, DateTimeOffset? CheckedAt)
{
    /// <summary>One failed look may be a bad day of somebody's server.</summary>
    public const int DeadAfter = 2;

    public static LinkState Unchecked { get; } = new(0, null);

    public bool IsDead => FailedWeeks >= DeadAfter;

    public LinkState Looked(bool works, DateTimeOffset at) => new(works ? 0 : FailedWeeks + 1, at);
}

/// <summary>What a coach shared with the others and with schools: a link or a file, never both.</summary>
public sealed record Resource
{
    /// <summary>See <see cref="ResourceRules.IsId"/>. It says nothing of who shared it.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>http or https; null where it is a file.</summary>
    public Uri? Link { get; init; }

    public ResourceFile? File { get; init; }

    /// <summary>Ids of <see cref="Need.All"/>; none where a link came from a call and nobody has said yet what it is for: then no school is told of it.</summary>
    public required IReadOnlySet<string> Needs { get; init; }

    /// <summary>None is every level.</summary>
    public IReadOnlySet<SchoolLevel> Levels { get; init; } = new HashSet<SchoolLevel>();

    /// <summary>What it is good for, in the words of who shared it; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The coach's id; null where no coach did.</summary>
    public string? SharedBy { get; init; }

    /// <summary>The request in whose coaching it was made or used.</summary>
    public Reference? FromEngagement { get; init; }

    public required DateTimeOffset SharedAt { get; init; }

    public ResourceState State { get; init; } = ResourceState.Proposed;

    /// <summary>When staff listed it, the last time; null before.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>When staff listed it, the first time; null before.</summary>
    public DateTimeOffset? FirstListedAt { get; init; }

    /// <summary>When staff withdrew it, the last time; null where it is not withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>When all that it said was deleted for good; null where it was not.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public LinkState LinkState { get; init; } = LinkState.Unchecked;

    /// <summary>How often it was opened, by the first day of the month. Nothing is known of by whom.</summary>
    public IReadOnlyDictionary<DateOnly, int> Uses { get; init; } = new Dictionary<DateOnly, int>();

    /// <summary>Schools may be told of it.</summary>
    public bool IsOffered => State == ResourceState.Listed && !LinkState.IsDead;

    /// <summary>How often it was opened in the month of this day and the eleven before.</summary>
    public int UsesInYear(DateOnly today) => Uses.Where(month => month.Key > MonthOf(today).AddMonths(-12) && month.Key <= today).Sum(month => month.Value);

    /// <summary>What stays when it is deleted for good: its id, whose it was, its state and its moments, by which figures go.</summary>
    public Resource Emptied(DateTimeOffset at) => new()
    {
        Id = Id,
        Title = "",
        Needs = new HashSet<string>(),
        SharedBy = SharedBy,
        SharedAt = SharedAt,
        State = ResourceState.Withdrawn,
        ListedAt = ListedAt,
        FirstListedAt = FirstListedAt,
        WithdrawnAt = WithdrawnAt ?? at,
        DeletedAt = at,
    };

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
