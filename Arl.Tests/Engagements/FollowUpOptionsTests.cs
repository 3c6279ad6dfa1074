using Arl.Domain.Engagements;
using Arl.Functions.Engagements;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Engagements;

public sealed class FollowUpOptionsTests
{
    [Fact]
    public void Without_settings_the_rules_are_those_of_the_guide()
    {
        using var services = Services();

        var rules = services.GetRequiredService<FollowUpRules>();

        Assert.Equal((2, 4, 30, 120, 14), (rules.RemindAfterWorkingDays, rules.NextCoachAfterWorkingDays, rules.CheckInAfterDays, rules.QuietDays, rules.QuietNoticeDays));
        Assert.Equal([true, false, false, true], ((DateOnly[])[new(2026, 6, 18), new(2026, 6, 22), new(2026, 8, 5), new(2026, 8, 6)]).Select(rules.Days.Includes));
    }

    [Fact]
    public void Without_a_summer_break_the_days_of_July_count()
    {
        using var services = Services(("SummerFrom", ""), ("SummerTo", ""));

        Assert.True(services.GetRequiredService<FollowUpRules>().Days.Includes(new DateOnly(2026, 7, 7)));
    }

    [Theory]
    [InlineData("RemindAfterWorkingDays", "0", "Set Introductions:RemindAfterWorkingDays")]
    [InlineData("RemindAfterWorkingDays", "4", "Set Introductions:RemindAfterWorkingDays")]
    [InlineData("CheckInAfterDays", "0", "Set Introductions:CheckInAfterDays")]
    [InlineData("QuietNoticeDays", "120", "Set Introductions:QuietDays")]
    [InlineData("SummerFrom", "20 June", "Set Introductions:SummerFrom")]
    [InlineData("SummerTo", "", "Set Introductions:SummerFrom")]
    public void What_makes_no_sense_stops_the_start_with_a_sentence(string setting, string value, string sentence)
    {
        using var services = Services((setting, value));

        var fault = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);

        Assert.StartsWith(sentence, fault.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (name, value) in settings)
            configuration["Introductions:" + name] = value;
        var services = new ServiceCollection();
        FollowUpOptions.Add(services, configuration);
        return services.BuildServiceProvider();
    }
}
