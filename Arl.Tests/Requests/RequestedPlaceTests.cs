using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>The place of a request, with the facts of the directory of that day.</summary>
public sealed class RequestedPlaceTests
{
    private static readonly LeaId s_district = Some.School.District;

    [Fact]
    public void A_school_brings_what_the_directory_knows_of_it_and_no_more()
    {
        var unknown = RequestedPlace.Of(Some.School with { Level = null, TitleI = null, Locale = null }, Some.Schools);

        Assert.Equal((1.0, 1.0), (Some.Request.Place.TitleIShare, Some.Request.Place.Remoteness));
        Assert.Equal(0.0, RequestedPlace.Of(Some.School with { TitleI = false }, Some.Schools).TitleIShare);
        Assert.Equal((0, null, null), (unknown.Levels.Count, unknown.TitleIShare, unknown.Remoteness));
        Assert.Equal((1, 1), (Some.Request.Place.SchoolCount, Typed.SchoolCount));
    }

    [Fact]
    public void A_district_lies_in_the_city_and_state_of_most_of_its_schools_and_of_as_many_in_the_first()
    {
        var (cuba, grants) = (School(1), School(2) with { City = "Grants", State = UsState.Parse("AZ") });

        Assert.Equal(("Cuba", "NM"), CityAndState(cuba, grants with { Id = Id(3) }, School(4)));
        Assert.Equal(("Grants", "AZ"), CityAndState(cuba, grants, grants with { Id = Id(3), City = "GRANTS" }));
        Assert.Equal(("Cuba", "AZ"), CityAndState(grants, cuba));
    }

    [Fact]
    public void A_districts_students_are_those_that_its_chosen_schools_report()
    {
        Assert.Equal(210, Place(School(1), School(2) with { Students = null }).Students);
        Assert.Null(Place(School(1) with { Students = null }, School(2) with { Students = null }).Students);
    }

    [Fact]
    public void A_district_is_of_the_locale_of_most_of_its_students()
    {
        var (town, rural) = (School(1) with { Locale = Locale.FromCode(31), Students = 400 }, School(2) with { Locale = Locale.FromCode(43), Students = 300 });

        Assert.Equal(31, Place(town, rural).Locale!.Value.Code);
        Assert.Equal(43, Place(town, rural, rural with { Id = Id(3), Students = 200 }).Locale!.Value.Code);
        Assert.Equal(31, Place(rural with { Students = 400 }, town, School(3) with { Locale = null, Students = 900 }).Locale!.Value.Code);
        Assert.Null(Place(School(1) with { Locale = null }).Locale);
    }

    [Theory]
    [InlineData(true, true, true), InlineData(true, null, false), InlineData(true, false, false), InlineData(null, null, null), InlineData(false, null, false)]
    public void A_district_is_charter_only_where_all_its_schools_are_and_unknown_only_where_all_are(bool? one, bool? other, bool? district) =>
        Assert.Equal(district, Place(School(1) with { Charter = one }, School(2) with { Charter = other }).Charter);

    [Fact]
    public void A_districts_levels_are_those_of_its_schools_each_once_in_their_order() =>
        Assert.Equal(
            [SchoolLevel.Elementary, SchoolLevel.High],
            Place(School(1) with { Level = SchoolLevel.High }, School(2), School(3), School(4) with { Level = null }).Levels);

    [Fact]
    public void A_districts_shares_are_weighted_by_the_students_of_the_schools_that_report()
    {
        var place = Place(
            School(1) with { Students = 300, FreeOrReducedLunch = 300, TitleI = true, Locale = Locale.FromCode(43) }, School(2) with { Students = 100, FreeOrReducedLunch = 0, TitleI = false, Locale = Locale.FromCode(31) },
            School(3) with { Students = 0, FreeOrReducedLunch = 0, TitleI = false }, School(4) with { Students = 700, FreeOrReducedLunch = null, TitleI = null, Locale = null });

        Assert.Equal((0.75, 0.75, 0.875), (place.PovertyShare, place.TitleIShare, place.Remoteness));
        Assert.Null(Place(School(1) with { Students = null }).PovertyShare);
    }

    [Theory]
    [InlineData(599, 0, 599), InlineData(599, null, null), InlineData(600, null, 600)]
    public void A_district_is_no_small_one_once_the_schools_that_report_show_it(int reported, int? other, int? students) =>
        Assert.Equal(students, Place(School(1) with { Students = reported }, School(2) with { Students = other }).DistrictStudents);

    [Fact]
    public void A_district_is_rural_where_every_school_of_it_is_whose_locale_is_known()
    {
        Assert.True(Place(School(1), School(2) with { Locale = null }).DistrictIsRural);
        Assert.False(Place(School(1), School(2) with { Locale = Locale.FromCode(33) }).DistrictIsRural);
        Assert.Null(Place(School(1) with { Locale = null }).DistrictIsRural);
    }

    [Fact]
    public void A_typed_school_is_known_by_what_was_typed_and_another_city_or_state_is_another_school()
    {
        Assert.Equal((PlaceKind.TypedSchool, "Tiny School", 40, null), (Typed.Kind, Typed.Name, Typed.Students, Typed.DistrictStudents));
        Assert.StartsWith("typed-", Typed.Key, StringComparison.Ordinal);
        Assert.Equal(3, new[] { Typed.Key, RequestedPlace.TypedKey("Tiny School", "Grants", UsState.Parse("NM")), RequestedPlace.TypedKey("Tiny School", "Cuba", UsState.Parse("AZ")) }.Distinct().Count());
    }

    [Fact]
    public void The_day_at_a_place_is_by_its_own_clocks()
    {
        var night = new DateTimeOffset(2026, 11, 25, 5, 0, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 11, 24), Some.Request.DayAt(night));
        Assert.Equal(new DateOnly(2026, 11, 25), (Some.Request with { Place = Some.Request.Place with { State = UsState.Parse("NY") } }).DayAt(night));
    }

    [Fact]
    public void Two_requests_are_the_same_by_place_chosen_schools_and_address_whatever_its_case()
    {
        var (place, contact) = (Some.Request.Place, Some.Request.Contact);

        Assert.Equal(Some.Request.Fingerprint, CoachingRequest.FingerprintOf(place, contact with { Name = "Rosa Baca", Email = Domain.EmailAddress.Parse("ANA.LUCERO@mesaschools.example") }));
        Assert.Equal(4, new[]
        {
            Some.Request.Fingerprint, CoachingRequest.FingerprintOf(place with { Key = "359000100002" }, contact), CoachingRequest.FingerprintOf(place with { SchoolIds = [] }, contact),
            CoachingRequest.FingerprintOf(place, contact with { Email = Domain.EmailAddress.Parse("rosa@mesaschools.example") }),
        }.Distinct().Count());
        Assert.Equal(0xffff % 31, CoachingRequest.ShardOf("ffff0000"));
    }

    private static RequestedPlace Typed { get; } = RequestedPlace.Typed("Tiny School", "Cuba", UsState.Parse("NM"), 40, Locale.FromCode(43), charter: true);

    private static NcesSchoolId Id(int number) => NcesSchoolId.FromNumber((s_district.Number * 100_000L) + number);

    private static School School(int number) => Some.School with { Id = Id(number), Students = 210 };

    private static RequestedPlace Place(params School[] schools) => RequestedPlace.Of(s_district, schools, Some.Directory(schools));

    private static (string? City, string State) CityAndState(params School[] schools)
    {
        var place = Place(schools);
        return (place.City, place.State.Code);
    }
}
