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

    [Theory]
    [InlineData(60, 1, true), InlineData(61, 1, false), InlineData(20, 4, true), InlineData(20, 5, false)]
    public void A_name_to_greet_has_sixty_characters_and_four_words_at_most(int length, int words, bool greeted) =>
        Assert.Equal(greeted, (Some.Request.Contact with { Name = string.Join(' ', Enumerable.Repeat("x", words - 1).Prepend(new string('x', length - (2 * (words - 1))))) }).NameToGreet is not null);

    [Theory]
    [InlineData("Jr.", true), InlineData("Jr..", false), InlineData("J.r", false)]
    public void A_word_of_a_name_to_greet_has_one_dot_at_most_and_at_its_end(string name, bool greeted) =>
        Assert.Equal(greeted, (Some.Request.Contact with { Name = name }).NameToGreet is not null);

    [Theory]
    [InlineData("2026-11-24", null), InlineData("2028-11-24", null), InlineData("2028-11-25", "DateFar"), InlineData("2026-11-23", "DatePassed"), InlineData("11/24/2026", "Date"), InlineData(" ", null)]
    public void The_day_to_start_by_lies_in_the_next_two_years(string day, string? code) => Assert.Equal(code, CodeOf(Some.Form with { StartBy = day }));

    [Theory]
    [InlineData("0", null), InlineData("50,000", null), InlineData("50,001", "Students"), InlineData("-1", "Students"), InlineData("1.5", "Students"), InlineData("", null)]
    public void A_typed_school_has_0_to_50000_students(string students, string? code) => Assert.Equal(code, CodeOf(Typed with { School = Typed.School! with { Students = students } }));

    [Theory]
    [InlineData("no", false), InlineData("False", false), InlineData(" YES ", true), InlineData("true", true), InlineData("", null), InlineData(null, null)]
    public void Whether_a_typed_school_is_charter_may_be_said_or_left_open(string? typed, bool? charter) =>
        Assert.Equal(charter, Some.Check(Typed with { School = Typed.School! with { Charter = typed } }).Place.Charter);

    [Theory]
    [InlineData("505 555 0100", null), InlineData("1234567", null), InlineData("123456", "Phone"), InlineData("12345678901234567890", null), InlineData("123456789012345678901", "Phone")]
    [InlineData("+1 (505) 555-0100 ext 12", null), InlineData("505/555/0100", "Phone"), InlineData("505-555-0100 ask for the principal, please", "Phone"), InlineData(" ", null)]
    public void A_phone_number_has_7_to_20_digits_and_little_else(string phone, string? code) => Assert.Equal(code, CodeOf(Some.Form with { ContactPhone = phone }));

    [Theory]
    [InlineData(100, null), InlineData(101, "Long")]
    public void A_name_and_a_role_have_a_hundred_characters_at_most(int length, string? code)
    {
        Assert.Equal(code, CodeOf(Some.Form with { ContactName = new string('x', length) }));
        Assert.Equal(code, CodeOf(Some.Form with { ContactRole = new string('x', length) }));
    }

    [Fact]
    public void What_is_named_twice_is_asked_for_once_and_empty_lines_for_nothing()
    {
        var request = Some.Check(Some.Form with { Needs = ["literacy", "LITERACY", "attendance"], Languages = ["es", " ", "ES", "en"] });

        Assert.Equal(["literacy", "attendance"], request.Needs);
        Assert.Equal([Language.Spanish, Language.English], request.Languages);
    }

    [Fact]
    public void Goals_keep_their_lines_and_hold_no_other_signs_of_control()
    {
        Assert.Equal("One\nTwo\tThree", Some.Check(Some.Form with { Goals = " One\r\nTwo\tThree " }).Goals);
        Assert.Equal("NotText", CodeOf(Some.Form with { Goals = "One\u0007Two" }));
    }

    [Fact]
    public void Of_a_district_only_schools_that_it_has_can_be_chosen_and_not_without_it()
    {
        var district = Some.Form with { SchoolId = null, DistrictId = "3590001" };

        Assert.Equal("SchoolsNeedDistrict", CodeOf(Some.Form with { SchoolIds = ["359000100001"] }));
        Assert.Equal("SchoolElsewhere", CodeOf(district with { SchoolIds = ["010000500870"] }));
        Assert.Equal("SchoolId", CodeOf(district with { SchoolIds = ["one"] }));
        Assert.Equal("DistrictUnknown", CodeOf(district with { DistrictId = "3590002" }));
        Assert.Equal(1, Some.Check(district with { SchoolIds = [" 359000100002", "359000100002"] }).Place.SchoolCount);
    }

    [Fact]
    public void Long_words_that_we_do_not_know_are_cut_where_they_are_named() =>
        Assert.Contains("“" + new string('x', 40) + "…”", Assert.Single(Problems(Some.Form with { Languages = [new string('x', 41)] })).Message, StringComparison.Ordinal);

    private static RequestForm Typed => Some.Form with { SchoolId = null, School = new("Tiny School", "Cuba", "NM", "40", "rural", "") };

    /// <summary>Null where nothing is wrong.</summary>
    private static string? CodeOf(RequestForm form) => RequestCheck.Check(form, Some.Schools, Some.Today) is Result<CheckedRequest>.Invalid(var problems) ? Assert.Single(problems).Code : null;

    private static IReadOnlyList<Problem> Problems(RequestForm form) =>
        Assert.IsType<Result<CheckedRequest>.Invalid>(RequestCheck.Check(form, Some.Schools, Some.Today)).Problems;
}
