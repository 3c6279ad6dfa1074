using Arl.Domain.Schools;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Schools;

/// <summary>A school as the API shows it. Null is "unknown"; <paramref name="Locale"/> is the NCES code, 11–43.</summary>
public sealed record SchoolAnswer(string SchoolId, string Name, string City, string State, string DistrictId, string District, int? Students, int? Locale, bool? Charter)
{
    public static SchoolAnswer From(School school) => new(
        school.Id.ToString(), school.Name, school.City, school.State.Code, school.District.ToString(), school.DistrictName, school.Students, school.Locale?.Code, school.Charter);
}

public sealed class SearchSchools(DirectoryDesk desk)
{
    [Function(nameof(SearchSchools))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/schools")] HttpRequest http, CancellationToken cancel) =>
        desk.Answer(http, (directory, query) => directory.Search(query.Text, query.State, query.Limit).Select(SchoolAnswer.From), cancel);
}
