using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class RequestRowTests
{
    [Fact]
    public void However_long_a_life_is_it_is_read_as_it_was_written()
    {
        var moments = Enumerable.Range(0, 900).Select(hour => new RequestMoment(Some.Moment.AddHours(hour), "ContactCorrected", RequestState.Waiting) { Organization = "Learning Partners" }).ToList();
        var row = RequestRow.Write(Some.Request with { Moments = moments });

        Assert.Equal(moments, RequestRow.ReadRecord(row).Moments);
        Assert.All(row.Select(property => property.Value).OfType<string>(), value => Assert.True(value.Length <= 32_768));
        Assert.All(row.Keys.Where(key => key.StartsWith("Moments", StringComparison.Ordinal)), key => Assert.Contains(key, RequestRow.OfRecord));
    }

    [Theory]
    [InlineData(RequestState.Received, false, "Received"), InlineData(RequestState.Waiting, false, "Received Waiting"), InlineData(RequestState.Introduced, true, "Received Introduced"), InlineData(RequestState.Completed, true, "Received Introduced Completed")]
    public void Of_a_request_from_before_moments_were_kept_its_columns_tell(RequestState state, bool introduced, string states)
    {
        var row = RequestRow.Write(Some.Request with { State = state, Moments = [] });
        row.Remove("Moments0");
        row["IntroducedAt"] = introduced ? Some.Moment.AddHours(1) : null;

        Assert.Equal(states, string.Join(' ', RequestRow.ReadRecord(row).Moments.Select(moment => moment.State)));
    }
}
