using Arl.Domain.Schools;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Schools;

/// <summary>A district as the API shows it, with the number of its schools; unknown students are null.</summary>
public sealed record DistrictAnswer(string DistrictId, string Name, string State, int Schools, int? Students)
{
    public static DistrictAnswer From(District district) => new(district.Id.ToString(), district.Name, district.State.Code, district.Schools, district.Students);
}

public sealed class SearchDistricts(DirectoryDesk desk)
{
    [Function(nameof(SearchDistricts))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/districts")] HttpRequest http, CancellationToken cancel) =>
        desk.Answer(http, (directory, query) => directory.SearchDistricts(query.Text, query.State, query.Limit).Select(DistrictAnswer.From), cancel);
}
