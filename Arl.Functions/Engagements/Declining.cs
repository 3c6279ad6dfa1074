using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Engagements;

/// <summary>The form of a coach's no, from an email's link or from the coach's page.</summary>
public sealed class Declining(CoachActs acts, CoachesTable coaches, CoachPageLinks pages, TimeProvider clock)
{
    /// <param name="path">Where the form posts, should it be shown again.</param>
    public async Task<IResult> Do(CoachingRequest request, int match, string path, PostedForm form, ActionLink? link, CancellationToken cancel)
    {
        var (reason, pause) = (TypedAnswers.Reason(form["reason"]), TypedAnswers.PauseUntil(form["pauseUntil"], await TodayOf(request, cancel)));
        if (reason is Result<HandBackReason>.Ok(var because) && pause is Result<DateOnly?>.Ok(var until))
        {
            var acted = await acts.HandBack(request.Reference, match, new(because, until), link, cancel);
            return PageResults.SeeOther($"{pages.PathOf(request.Reference, match)}?did={(acted is Acted.TooLate ? "late" : until is null ? "decline" : "decline-pause")}");
        }
        IReadOnlyList<Problem> problems = [.. (reason as Result<HandBackReason>.Invalid)?.Problems ?? [], .. (pause as Result<DateOnly?>.Invalid)?.Problems ?? []];
        return PageResults.Page<DeclinePage>(
            new { PlaceName = request.Place.Name, Path = path, Reason = form["reason"], PauseUntil = form["pauseUntil"], Problems = problems }, StatusCodes.Status400BadRequest);
    }

    private async Task<DateOnly> TodayOf(CoachingRequest request, CancellationToken cancel)
    {
        var coach = request.Match is { } match ? await coaches.Get(match.CoachId, cancel) : null;
        return LocalTime.DayOf(clock.GetUtcNow(), coach?.Load.Coach.Zone() ?? TimeZoneInfo.Utc);
    }
}
