using Arl.Pages.Staff;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class MomentsTests
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 27, 4, 5, 9, TimeSpan.Zero);
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void Staff_read_a_moment_by_the_networks_clocks() => Assert.Equal(
        ["Nov 26, 11:05 PM", "Nov 26, 2026, 11:05 PM", "Nov 26, 2026, 11:05:09 PM", "November 26, 2026, 11:05 PM", "Nov 26, 2026"],
        [Moments.Near(s_at, s_zone), Moments.Short(s_at, s_zone), Moments.Exact(s_at, s_zone), Moments.Full(s_at, s_zone), Moments.Day(s_at, s_zone)]);
}
