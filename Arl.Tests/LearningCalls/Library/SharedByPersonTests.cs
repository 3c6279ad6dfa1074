using System.Text;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Privacy;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class SharedByPersonTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_coach_shared_is_in_their_file_and_in_nobody_elses()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach, Some.Coach with { Id = "coach-2", Email = Arl.Domain.EmailAddress.Parse("sam@learning-partners.example") }], Cancel);
        await network.Get<ResourcesTable>().Add(SomeResource.Guide, Some.Coach.Id, Cancel);
        var search = network.Get<PersonSearch>();

        var own = PersonFile.Write(await search.Find(Some.Coach.Email, Cancel), Some.Moment);
        var other = PersonFile.Write(await search.Find(Arl.Domain.EmailAddress.Parse("sam@learning-partners.example"), Cancel), Some.Moment);

        Assert.Contains(SomeResource.Guide.Note, Encoding.UTF8.GetString(own), StringComparison.Ordinal);
        Assert.DoesNotContain(SomeResource.Guide.Title, Encoding.UTF8.GetString(other), StringComparison.Ordinal);
    }
}
