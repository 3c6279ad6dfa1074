using Arl.Domain.LearningCalls.Library;
using Arl.Tests.Support;

namespace Arl.Tests.LearningCalls.Library;

internal static class SomeResource
{
    public static Resource Guide { get; } = new()
    {
        Id = "0123456789abcdef0123",
        Title = "A first letter home",
        Link = new("https://example.org/first-letter"),
        Needs = new HashSet<string> { "family-engagement" },
        Note = "Worked well before a winter break.",
        SharedBy = Some.Coach.Id,
        SharedAt = Some.Moment,
        State = ResourceState.Listed,
    };

    /// <summary>As <see cref="Guide"/>, of another id: the n-th.</summary>
    public static Resource Number(int n, params string[] needs) =>
        Guide with { Id = n.ToString("d20", System.Globalization.CultureInfo.InvariantCulture), Needs = needs.Length == 0 ? Guide.Needs : needs.ToHashSet() };

    public static Resource Opened(this Resource resource, int times) => resource with { Uses = new Dictionary<DateOnly, int> { [Resource.MonthOf(Some.Today)] = times } };
}
