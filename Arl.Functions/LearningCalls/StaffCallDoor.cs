using System.Globalization;
using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls;

/// <summary>The call that a staff page is about.</summary>
public sealed record StaffCall(LearningCall Call, CallSeries Series, CallHead Head, DateTimeOffset Now)
{
    public bool HasBegun => Call.StartsAt <= Now;
}

/// <summary>The way into the staff's pages of one call: the call itself, its agenda, its notes.</summary>
public sealed class StaffCallDoor(CallsTable calls, TimeProvider clock)
{
    /// <summary>Answers what <paramref name="then"/> makes of the call; a day on which there never was one is not found.</summary>
    public async Task<IResult> Enter(string date, Func<StaffCall, Task<IResult>> then, CancellationToken cancel) =>
        DateOf(date) is { } day && await Open(day, cancel) is { } staff ? await then(staff) : PageResults.NotFound();

    private async Task<StaffCall?> Open(DateOnly date, CancellationToken cancel)
    {
        if (await calls.Get(date, cancel) is not { } call || await calls.Series(cancel) is not { Series: var series })
            return null;
        var when = TimeZoneInfo.ConvertTime(call.StartsAt, series.Zone()).ToString("dddd, MMMM d, yyyy, h:mm tt", CultureInfo.InvariantCulture);
        return new(call, series, new(date, when), clock.GetUtcNow());
    }

    internal static DateOnly? DateOf(string text) => DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <param name="changed">A colleague was faster.</param>
    internal static int Status(IReadOnlyList<Problem> problems, bool changed) => changed ? StatusCodes.Status409Conflict : problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
}
