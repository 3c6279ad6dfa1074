using Arl.Domain;
using Arl.Domain.Matching;
using Arl.Domain.Requests;

namespace Arl.Pages.Staff.Acts;

/// <summary>What staff can do with a request, and what the forms offer.</summary>
public sealed record StaffRequestActs
{
    /// <summary>Makes a form sent twice one act.</summary>
    public required string FormKey { get; init; }

    /// <summary>The first day until which it may be paused.</summary>
    public required DateOnly Tomorrow { get; init; }

    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>Other open requests of the same place or the same address.</summary>
    public required IReadOnlyList<CoachingRequest> Alike { get; init; }

    /// <summary>Those that go on under this one.</summary>
    public required IReadOnlyList<CoachingRequest> Merged { get; init; }

    public required TriedAct Tried { get; init; }
}

/// <summary>An act that could not be done as it was sent.</summary>
public sealed record TriedAct
{
    public static TriedAct Nothing { get; } = new() { Act = "", Typed = new Dictionary<string, string>(), Problems = [] };

    public required string Act { get; init; }

    public required IReadOnlyDictionary<string, string> Typed { get; init; }

    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>The id of what is said to be wrong with this field, for the field to point at; null where nothing is.</summary>
    public string? Wrong(string field) => Problems.Any(problem => problem.Field == field) ? field.Replace('.', '-') + "-wrong" : null;

    /// <summary>What was typed into this field of this act; null where it was not tried.</summary>
    public string? Of(string act, string field) => Act == act ? Typed.GetValueOrDefault(field) : null;
}
