using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class JustWrittenTests
{
    private readonly TestClock _clock = new(Some.Moment);
    private readonly StoredRequest _request = new(Some.Request, new("1"));

    [Fact]
    public void A_request_is_handed_out_once()
    {
        var written = new JustWritten(_clock);
        written.Remember(_request);

        Assert.Equal((Some.Request, true), written.Take(Some.Request.Reference) is { } own ? (own.Request, own.IsOwnWrite) : default);
        Assert.Null(written.Take(Some.Request.Reference));
    }

    [Fact]
    public void After_a_minute_it_names_nobody_any_more()
    {
        var written = new JustWritten(_clock);
        written.Remember(_request);
        _clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Null(written.Take(Some.Request.Reference));
        written.Remember(_request);
        Assert.NotNull(written.Take(Some.Request.Reference));
    }

    [Fact]
    public void What_was_written_again_is_kept_for_its_own_minute()
    {
        var written = new JustWritten(_clock);
        written.Remember(_request);
        _clock.Advance(TimeSpan.FromSeconds(40));
        written.Remember(_request with { ETag = new("2") });
        _clock.Advance(TimeSpan.FromSeconds(40));
        written.Remember(new(Some.Request with { Reference = Reference.Create(4, 4712) }, new("1")));

        Assert.Equal(new("2"), written.Take(Some.Request.Reference)?.ETag);
    }
}
