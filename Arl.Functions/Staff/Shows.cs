using Arl.Domain.Requests;
using Arl.Functions.Coaches;

namespace Arl.Functions.Staff;

/// <summary>What a staff function shows: every call of <see cref="StaffDoor.Enter"/> says it. People are contacts and coaches; who of the staff did what is no secret among colleagues.</summary>
public sealed record Shows
{
    private Shows() { }

    public static Shows Nobody { get; } = new();

    /// <summary>The function; null where nobody is shown.</summary>
    public string? Page { get; private init; }

    public string? About { get; private init; }

    /// <param name="page">Of the function.</param>
    /// <param name="about">The request's reference or the coach's id, as the address of the page says it; whatever is neither is not kept.</param>
    public static Shows People(string page, string? about = null) => new() { Page = page, About = Reference.TryParse(about, out var reference) ? reference.ToString() : about is not null && CoachId.IsOne(about) ? about : null };
}
