using Arl.Domain;
using Arl.Domain.LearningCalls.Library;

namespace Arl.Pages.LearningCalls.Library;

/// <summary>One resource, as staff see it.</summary>
/// <param name="Version">What its form is made from.</param>
/// <param name="SharedBy">A name; null where no coach shared it.</param>
/// <param name="Changes">The newest first.</param>
public sealed record StaffResource(
    Resource Resource, string Version, string? SharedBy, IReadOnlyList<StaffResource.Change> Changes, StaffResource.Tried Typed, TimeZoneInfo Zone, bool SampleDirectory)
{
    /// <summary>What was just done; null is nothing.</summary>
    public string? Done { get; init; }

    /// <summary>Somebody changed it since the form was made.</summary>
    public bool IsChanged { get; init; }

    public sealed record Change(DateTimeOffset At, string By, string What, string Why);

    /// <summary>The form as it was typed, and what is wrong with it.</summary>
    public sealed record Tried(TypedResource Facts, string Why, IReadOnlyList<Problem> Problems)
    {
        public string WithdrawWhy { get; init; } = "";

        public string DeleteWhy { get; init; } = "";
    }
}
