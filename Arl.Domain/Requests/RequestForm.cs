using System.Text.Json.Serialization;

namespace Arl.Domain.Requests;

/// <summary>A request as it was typed, by form or JSON: nothing checked, nulls where nothing was said.</summary>
public sealed record RequestForm
{
    public string? SchoolId { get; init; }
    public string? DistrictId { get; init; }
    public IReadOnlyList<string> SchoolIds { get; init; } = [];
    public TypedSchool? School { get; init; }
    public string? ContactName { get; init; }
    public string? ContactRole { get; init; }
    public string? ContactEmail { get; init; }
    public string? ContactPhone { get; init; }

    /// <summary>Null where nobody said: English. Then it is no part of what an Idempotency-Key stands for, as before it could be said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContactLanguage { get; init; }
    public IReadOnlyList<string> Needs { get; init; } = [];
    public string? Goals { get; init; }
    public IReadOnlyList<string> Languages { get; init; } = [];
    public string? StartBy { get; init; }
    public bool Consent { get; init; }

    public sealed record TypedSchool(string? Name, string? City, string? State, string? Students, string? Locale, string? Charter);
}
