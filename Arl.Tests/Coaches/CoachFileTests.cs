using System.Text;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting.Local.Samples;
using Xunit;

namespace Arl.Tests.Coaches;

public sealed class CoachFileTests
{
    private const string Header = "id,name,email,organization,needs,states,levels,languages,locales,time_zone,capacity,active\n";
    private const string Jo = "jo-reyes,Jo Reyes,jo@partners.example,Learning Partners,literacy;attendance,NM;AZ,elementary;middle,en;es,rural;town,America/Denver,4,yes\n";

    [Fact]
    public void A_coach_is_read_with_all_that_staff_wrote()
    {
        var coach = Assert.Single(Read(Header + Jo));

        Assert.Equal(("jo-reyes", "Jo Reyes", "jo@partners.example", "Learning Partners", "America/Denver", 4, true),
            (coach.Id, coach.Name, coach.Email.Value, coach.Organization, coach.TimeZone, coach.Capacity, coach.Active));
        Assert.Equal(["attendance", "literacy"], coach.Needs.Order());
        Assert.Equal(["AZ", "NM"], coach.States.Select(state => state.Code).Order());
        Assert.Equal([SchoolLevel.Elementary, SchoolLevel.Middle], coach.Levels.Order());
        Assert.Equal(["en", "es"], coach.Languages.Select(language => language.Tag).Order());
        Assert.Equal([LocaleType.Town, LocaleType.Rural], coach.Locales.Order());
    }

    [Fact]
    public void A_star_means_all()
    {
        var coach = Assert.Single(Read(Header + "a,A,a@b.example,Org,*,*,*,*,*,America/Denver,1,\n"));

        Assert.Equal(Need.All.Count, coach.Needs.Count);
        Assert.True(coach.States.Count == 0 && coach.Levels.Count == 0 && coach.Languages.Count == 0 && coach.Locales.Count == 0 && coach.Active);
    }

    [Fact]
    public void Every_problem_is_named_by_line_and_column()
    {
        var problems = Problems(Header + Jo + "Bad Id,,nobody,Org,juggling,ZZ,space,xx,moon,Mountain Time,many,perhaps\n" + Jo);

        Assert.Equal(
            ["line 3, id", "line 3, name", "line 3, email", "line 3, needs", "line 3, states", "line 3, levels", "line 3, languages", "line 3, locales", "line 3, time_zone", "line 3, capacity", "line 3, active", "line 4, id"],
            problems.Select(problem => problem.Field));
    }

    [Theory]
    [InlineData("*;literacy")]
    [InlineData("literacy; *")]
    [InlineData("*;*")]
    public void A_star_beside_something_is_told_to_stand_alone(string needs)
    {
        var problem = Assert.Single(Problems(Header + $"a,A,a@b.example,Org,{needs},*,*,*,*,America/Denver,1,\n"));

        Assert.Equal("line 2, needs", problem.Field);
        Assert.Contains("“*” means all and stands alone", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_booking_address_is_read_where_there_is_one()
    {
        var coaches = Read("booking_url," + Header + "https://booking.partners.example/jo?for=schools," + Jo + ",second-" + Jo);

        Assert.Equal([new("https://booking.partners.example/jo?for=schools"), null], coaches.Select(coach => coach.BookingUrl));
    }

    [Theory]
    [InlineData("http://booking.example/jo"), InlineData("javascript:alert(1)"), InlineData("booking.example/jo"), InlineData("https://jo:secret@booking.example"), InlineData("https://localhost/jo"), InlineData("https://booking.example/a b")]
    public void A_booking_address_that_no_email_should_carry_is_a_problem(string address) =>
        Assert.Equal(["line 2, booking_url"], Problems("booking_url," + Header + address + "," + Jo).Select(problem => problem.Field));

    [Fact]
    public void A_booking_address_has_at_most_300_characters() =>
        Assert.Equal(["line 2, booking_url"], Problems("booking_url," + Header + "https://booking.example/" + new string('x', 280) + "," + Jo).Select(problem => problem.Field));

    [Fact]
    public void A_missing_column_is_named() => Assert.Contains(Problems("id,name\na,b\n"), problem => problem.Field == "line 1, email");

    [Fact]
    public void The_sample_network_is_eleven_organizations_with_about_sixty_coaches()
    {
        var coaches = Read(Encoding.UTF8.GetString(SampleCoaches.Csv()));

        Assert.Equal(11, coaches.DistinctBy(coach => coach.Organization).Count());
        Assert.InRange(coaches.Count, 55, 65);
        Assert.All(coaches, coach => Assert.EndsWith(".example", coach.Email.Domain, StringComparison.Ordinal));
        Assert.Equal(coaches.Count, coaches.DistinctBy(coach => coach.Email).Count());
    }

    [Fact]
    public void The_sample_network_covers_every_need_in_every_state() =>
        Assert.All(from need in Need.All from state in UsState.All select (need, state), asked =>
            Assert.Contains(Read(Encoding.UTF8.GetString(SampleCoaches.Csv())), coach => coach.Needs.Contains(asked.need.Id) && (coach.States.Count == 0 || coach.States.Contains(asked.state))));

    private static IReadOnlyList<Coach> Read(string csv) => Assert.IsType<Result<IReadOnlyList<Coach>>.Ok>(CoachFile.Read(Encoding.UTF8.GetBytes(csv))).Value;

    private static IReadOnlyList<Problem> Problems(string csv) => Assert.IsType<Result<IReadOnlyList<Coach>>.Invalid>(CoachFile.Read(Encoding.UTF8.GetBytes(csv))).Problems;
}
