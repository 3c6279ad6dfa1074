using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Hosting;
using Arl.Functions.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>All our tokens are made under one key, each kind for one purpose.</summary>
public sealed class TokenKindTests
{
    private static readonly IOptions<SiteOptions> s_site = Options.Create(new SiteOptions { BaseUrl = "https://help.arl.example", LinkKeys = Convert.ToBase64String(new byte[32]) });
    private static readonly Reference s_reference = Reference.Parse("ARL-7K3F-9QZ2");
    private static readonly StaffMember s_kim = new("Kim Osei", IsDeveloper: false);
    private static readonly TestClock s_clock = new(new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
    private static readonly StatusLinks s_status = new(s_site);
    private static readonly CoachPageLinks s_coach = new(s_site);
    private static readonly LibraryLinks s_library = new(s_site, s_clock);
    private static readonly CallLinks s_calls = new(s_site);
    private static readonly FormStamps s_stamps = new(s_site, s_clock);
    private static readonly StaffFormTokens s_forms = new(s_site, s_clock);
    private static readonly UnsubscribeLinks s_unsubscribe = new(s_site);

    private static readonly Dictionary<string, (string Token, Func<string, bool> Opens)> s_kinds = new(StringComparer.Ordinal)
    {
        ["status page"] = (Last(s_status.PathOf(s_reference)), token => s_status.Open(s_reference.ToString(), token) is not null),
        ["coach's page"] = (Last(s_coach.PathOf(s_reference, 1)), token => s_coach.Open(s_reference.ToString(), "1", token) is not null),
        ["coach's library"] = (Last(s_library.PathOf("coach-1")), token => s_library.Open("coach-1", "20270224", token) is not null),
        ["coach's page of a call"] = (Last(s_calls.PathOf(new(2026, 12, 1), "c-017")), token => s_calls.Open("2026-12-01", "c-017", token) is not null),
        ["link to act by"] = (
            LinkToken.New(LinkPurpose.Accept, 1, s_clock.GetUtcNow().AddDays(14), draw: 7).Sign(s_site.Value.Keys()[0], s_reference), token => LinkToken.IsSigned(token, s_reference, s_site.Value.Keys())),
        ["stamp of a form"] = (s_stamps.KeepOrNew(null), token => s_stamps.ShownAt(token) is not null),
        ["form of the staff"] = (s_forms.For(s_kim), token => s_forms.IsGood(token, s_kim)),
        ["unsubscribing"] = (Last(s_unsubscribe.UrlOf("ARL-7K3F-9QZ2", "introduction-1", Domain.EmailAddress.Parse("principal@school.example")).AbsolutePath), token => s_unsubscribe.Open(token) is not null),
    };

    [Fact]
    public void A_token_of_one_kind_is_none_of_another()
    {
        Assert.All(s_kinds, one => Assert.All(s_kinds, other => Assert.Equal((one.Key, other.Key, one.Key == other.Key), (one.Key, other.Key, other.Value.Opens(one.Value.Token)))));

        Assert.Null(s_coach.Open(s_reference.ToString(), "2", s_kinds["coach's page"].Token));
        Assert.Null(s_calls.Open("2026-12-01", "c-018", s_kinds["coach's page of a call"].Token));
        Assert.Null(s_calls.Open("2026-12-08", "c-017", s_kinds["coach's page of a call"].Token));
        Assert.Null(s_calls.Open("someday", "c-017", s_kinds["coach's page of a call"].Token));
        Assert.False(s_forms.IsGood(s_kinds["form of the staff"].Token, new("Sam Staff", IsDeveloper: false)));
    }

    [Fact]
    public void A_link_in_an_email_of_long_ago_still_opens()
    {
        Assert.NotNull(s_status.Open(s_reference.ToString(), "jCJSD7zNkE5AL2GC0qAH9A"));
        Assert.NotNull(s_coach.Open(s_reference.ToString(), "1", "Cxkrdgz2-k9tRSJiE2lL-A"));
        Assert.NotNull(s_calls.Open("2026-12-01", "c-017", "fq-GY7HdRUoIcf0vvZLlIQ"));
        Assert.NotNull(s_library.Open("coach-1", "20270224", "nSQ5pWcA7lEa6Sguo2HCNQ"));
    }

    [Theory]
    [InlineData(""), InlineData("c2hvcnQ="), InlineData("no base64"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=;c2hvcnQ=")]
    public void A_key_that_is_missing_or_shorter_than_32_bytes_stops_the_start(string keys)
    {
        var services = new ServiceCollection();
        SiteOptions.Add(services, new ConfigurationBuilder().AddInMemoryCollection([new("Arl:BaseUrl", "https://help.arl.example"), new("Arl:LinkKeys", keys)]).Build());
        using var provider = services.BuildServiceProvider();

        Assert.Contains("Set Arl:LinkKeys", Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<SiteOptions>>().Value).Message, StringComparison.Ordinal);
    }

    private static string Last(string path) => path.Split('/')[^1];
}
