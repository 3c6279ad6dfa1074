using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class RequestCheckTests
{
    [Fact]
    public void A_school_is_known_by_its_id_with_the_facts_of_the_directory()
    {
        var request = Some.Check(Some.Form);

        Assert.Equal(("Mesa Verde Elementary", "NM", 210, Locale.FromCode(43)), (request.Place.Name, request.Place.State.Code, request.Place.Students, request.Place.Locale!.Value));
        Assert.Equal(0.8, request.Place.PovertyShare);
    }

    [Fact]
    public void Every_problem_is_named_at_once_by_its_field()
    {
        var problems = Problems(new RequestForm
        {
            SchoolId = "12",
            ContactEmail = "not an address",
            ContactPhone = "call me",
            Needs = ["juggling"],
            Languages = ["xx"],
            StartBy = "soon",
        });

        Assert.Equal(["schoolId", "needs", "goals", "languages", "startBy", "contact.name", "contact.role", "contact.email", "contact.phone", "consent"], problems.Select(problem => problem.Field));
    }

    [Fact]
    public void A_district_stands_for_all_its_schools_where_none_is_chosen()
    {
        var request = Some.Check(Some.Form with { SchoolId = null, DistrictId = "3590001" });

        Assert.Equal((PlaceKind.District, 2, 550), (request.Place.Kind, request.Place.SchoolCount, request.Place.Students));
    }

    [Fact]
    public void A_district_stands_for_its_chosen_schools()
    {
        var request = Some.Check(Some.Form with { SchoolId = null, DistrictId = "3590001", SchoolIds = ["359000100002"] });

        Assert.Equal([NcesSchoolId.Parse("359000100002")], request.Place.SchoolIds);
    }

    [Fact]
    public void A_school_of_another_district_cannot_be_chosen() =>
        Assert.Equal("schoolIds", Assert.Single(Problems(Some.Form with { SchoolId = null, DistrictId = "3590001", SchoolIds = ["359000100002", "010000500870"] })).Field);

    [Fact]
    public void A_school_that_the_directory_lacks_is_typed_by_hand()
    {
        var request = Some.Check(Some.Form with { SchoolId = null, School = new("  Tiny School ", "Cuba", "nm", "1,012", "rural", "yes") });

        Assert.Equal(("Tiny School", 1012, true, LocaleType.Rural), (request.Place.Name, request.Place.Students, request.Place.Charter, request.Place.Locale!.Value.Type));
    }

    [Fact]
    public void A_typed_school_is_the_same_school_whatever_its_spelling() =>
        Assert.Equal(RequestedPlace.TypedKey("St. Mary's School", "Las Cruces", UsState.Parse("NM")), RequestedPlace.TypedKey("ST MARYS  SCHOOL", "las-cruces", UsState.Parse("NM")));

    [Fact]
    public void A_school_and_a_district_at_once_are_one_too_many() =>
        Assert.Equal("schoolId", Assert.Single(Problems(Some.Form with { DistrictId = "3590001" })).Field);

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void One_to_five_needs_can_be_named(int count, bool fine) =>
        Assert.Equal(fine, RequestCheck.Check(Some.Form with { Needs = [.. Need.All.Take(count).Select(need => need.Id)] }, Some.Schools, Some.Today) is Result<CheckedRequest>.Ok);

    [Theory]
    [InlineData(2000, true)]
    [InlineData(2001, false)]
    public void Goals_have_at_most_2000_characters(int length, bool fine) =>
        Assert.Equal(fine, RequestCheck.Check(Some.Form with { Goals = new string('x', length) }, Some.Schools, Some.Today) is Result<CheckedRequest>.Ok);

    [Fact]
    public void Without_consent_nothing_is_accepted() => Assert.Equal("consent", Assert.Single(Problems(Some.Form with { Consent = false })).Field);

    [Fact]
    public void A_date_that_has_passed_is_no_start() => Assert.Equal("startBy", Assert.Single(Problems(Some.Form with { StartBy = "2026-11-23" })).Field);

    [Theory]
    [InlineData("Ana Lucero", "Ana Lucero")]
    [InlineData("Dr. María-José O'Neill Jr.", "Dr. María-José O'Neill Jr.")]
    [InlineData("Win money at example.com", null)]
    [InlineData("www.example.com", null)]
    [InlineData("Call 555 0100 now", null)]
    public void An_unconfirmed_address_is_greeted_by_a_name_only_if_it_looks_like_one(string typed, string? greeted) =>
        Assert.Equal(greeted is null ? null : typed, Some.Check(Some.Form with { ContactName = typed }).Contact.NameToGreet);

    private static IReadOnlyList<Problem> Problems(RequestForm form) =>
        Assert.IsType<Result<CheckedRequest>.Invalid>(RequestCheck.Check(form, Some.Schools, Some.Today)).Problems;
}
