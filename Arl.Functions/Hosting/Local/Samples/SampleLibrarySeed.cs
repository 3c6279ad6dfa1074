using Arl.Domain.LearningCalls.Library;
using Arl.Functions.LearningCalls.Library;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary>The first run's library: a handful of invented resources of the sample coaches, unless there is a resource already. Their links lead to <c>example.org</c>, which is nobody's; each says that it is a sample.</summary>
internal sealed class SampleLibrarySeed : ILocalSeed
{
    private const string Note = "A sample: invented, to show how the library works.";

    private static readonly (string Title, string Page, string By, ResourceState State, string[] Needs)[] s_resources =
    [
        ("A first letter home in three languages", "first-letter", "mesafamily-1", ResourceState.Listed, ["family-engagement", "multilingual-learners"]),
        ("Ten questions for a family conference", "conference", "mesafamily-2", ResourceState.Listed, ["family-engagement"]),
        ("The first hour of a bad day: a checklist", "first-hour", "cascadeguild-1", ResourceState.Listed, ["crisis-leadership", "leadership-teams"]),
        ("Two weeks to find the students who are missing", "missing", "deltafellows-1", ResourceState.Listed, ["attendance", "data-assessment"]),
        ("Reading groups in a mixed-age classroom", "reading-groups", "prairiepartners-2", ResourceState.Listed, ["literacy"]),
        ("A master schedule for four teachers", "schedule", "prairiepartners-3", ResourceState.Proposed, ["scheduling"]),
    ];

    public int Order => 30;

    public async Task Seed(IServiceProvider services, Action<string> say, CancellationToken cancel)
    {
        var table = services.GetRequiredService<ResourcesTable>();
        if ((await table.All(cancel)).Count > 0)
            return;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var (title, page, by, state, needs) in s_resources)
        {
            var resource = new Resource
            {
                Id = Sharing.IdOf(by, page),
                Title = title,
                Link = new("https://example.org/sample/" + page),
                Needs = needs.ToHashSet(StringComparer.Ordinal),
                Note = Note,
                SharedBy = by,
                SharedAt = now,
                State = state,
                ListedAt = state == ResourceState.Listed ? now : null,
                FirstListedAt = state == ResourceState.Listed ? now : null,
            };
            await table.Add(resource, by, cancel);
        }
        say($"Sample library: {s_resources.Length} invented resources, one of them for staff to look at.");
    }
}
