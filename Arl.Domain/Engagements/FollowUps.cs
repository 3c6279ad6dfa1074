using Arl.Domain.Requests;

namespace Arl.Domain.Engagements;

/// <summary>
/// The clock of a request from the introduction to the outcome: which act comes next, and when. There is only ever one next act, so whoever is late catches up in order:
/// a coach is always reminded, and has a working day after that, before another is asked; both sides are told of an end before it comes.
/// </summary>
/// <param name="coach">The zone of the coach of the match in force; of the place, where there is none.</param>
/// <param name="school">The zone of the place.</param>
public sealed class FollowUps(FollowUpRules rules, TimeZoneInfo coach, TimeZoneInfo school)
{
    /// <summary>A working day that the coach has after the reminder, however late it was.</summary>
    private const int WorkingDaysAfterReminder = 1;

    /// <summary>The act that is due now, if one is.</summary>
    public FollowUpAct? Due(CoachingRequest request, DateTimeOffset now) => Next(request, now) is { } next && next.At <= now ? next.Act : null;

    /// <summary>What comes next if nobody does anything; null: nothing.</summary>
    public PlannedFollowUp? Next(CoachingRequest request, DateTimeOffset now)
    {
        if (!request.IsOpen)
            return null;
        if (request.PausedUntil is { } until)
            return new(new FollowUpAct.Resume(), Later(LocalTime.Moment(until.ToDateTime(TimeOnly.MinValue), school), now));
        if (request.ConfirmBy is { } end)
            return Unconfirmed(request, end, now);
        return Candidates(request, now).OrderBy(one => one.At).FirstOrDefault(); // Stable: of two at one moment the first below.
    }

    /// <summary>A reminder comes first, however late; after it, and after a pause, a day is left before the end.</summary>
    private static PlannedFollowUp Unconfirmed(CoachingRequest request, DateTimeOffset end, DateTimeOffset now)
    {
        if (request.ConfirmRemindedAt is { } reminded)
            return new(new FollowUpAct.EndUnconfirmed(), Later(Latest(Latest(end, reminded + Confirmation.RemindAfter), request.ResumedAt + Confirmation.RemindAfter), now));
        var remindAt = Later(request.ReceivedAt + Confirmation.RemindAfter, now);
        return new(new FollowUpAct.RemindToConfirm(Latest(end, remindAt + Confirmation.RemindAfter)), remindAt);
    }

    private IEnumerable<PlannedFollowUp> Candidates(CoachingRequest request, DateTimeOffset now)
    {
        if (Silence(request, now) is { } silence)
            yield return silence;
        if (request.State is not (RequestState.Introduced or RequestState.Coaching))
            yield break;
        if (CheckIn(request, now) is { } checkIn)
            yield return checkIn;
        if (Quiet(request, now) is { } quiet)
            yield return quiet;
    }

    /// <summary>From the moment on which the coach was told, in working days of theirs, until they show that they are there. A pause starts it anew.</summary>
    private PlannedFollowUp? Silence(CoachingRequest request, DateTimeOffset now)
    {
        var engagement = request.Engagement;
        if (request.State is not (RequestState.Matched or RequestState.Introduced) || engagement.AskedAt is not { } asked || engagement.CoachAnswered)
            return null;
        var since = Latest(asked, request.ResumedAt);
        var next = rules.Days.Add(since, rules.NextCoachAfterWorkingDays, coach);
        if (engagement.RemindedAt is { } reminded)
            return new(new FollowUpAct.NextCoach(request.Match!.Number, request.Match.CoachId), Civil(Later(Latest(next, rules.Days.Add(reminded, WorkingDaysAfterReminder, coach)), now), coach));
        var remindAt = Civil(Later(rules.Days.Add(since, rules.RemindAfterWorkingDays, coach), now), coach);
        return new(new FollowUpAct.RemindCoach(request.Match!.Number, Civil(Latest(next, rules.Days.Add(remindAt, WorkingDaysAfterReminder, coach)), coach)), remindAt);
    }

    private PlannedFollowUp? CheckIn(CoachingRequest request, DateTimeOffset now) =>
        request.Engagement.CheckInSentAt is null && request.Introductions.LastOrDefault(one => one.MatchNumber == request.Match!.Number) is { } introduced
            ? new(new FollowUpAct.CheckIn(request.Match!.Number), CivilForBoth(Later(introduced.At.AddDays(rules.CheckInAfterDays), now)))
            : null;

    /// <summary>From the last sign of life, or the end of a pause; of a coach who has never answered silence takes care. Who was just asked how it goes is not told of an end at once.</summary>
    private PlannedFollowUp? Quiet(CoachingRequest request, DateTimeOffset now)
    {
        var engagement = request.Engagement;
        if (!engagement.CoachAnswered || engagement.ActiveAt is not { } active)
            return null;
        var since = Latest(active, request.ResumedAt);
        var end = since.AddDays(rules.QuietDays);
        if (engagement.QuietNoticeAt is { } notice)
            return new(new FollowUpAct.QuietEnd(request.Match!.Number), Later(Latest(end, Latest(notice, request.ResumedAt).AddDays(rules.QuietNoticeDays)), now));
        var noticeAt = Latest(since.AddDays(rules.QuietDays - rules.QuietNoticeDays), engagement.CheckInSentAt?.AddDays(rules.QuietNoticeDays));
        noticeAt = CivilForBoth(Later(noticeAt, now));
        return new(new FollowUpAct.QuietNotice(request.Match!.Number, Latest(end, noticeAt.AddDays(rules.QuietNoticeDays))), noticeAt);
    }

    /// <summary>The same for both sides; where they have no hour in common (Puerto Rico and Guam), for the school.</summary>
    private DateTimeOffset CivilForBoth(DateTimeOffset moment)
    {
        var both = moment;
        for (var round = 0; round < 20; round++) // Each is a day or more, so holidays do not use them up.
        {
            both = Civil(both, school);
            if (Civil(both, coach) is var next && next == both)
                return both;
            both = next;
        }
        return Civil(moment, school);
    }

    /// <summary>The first moment from here on that is a working day and not quiet for somebody there.</summary>
    private DateTimeOffset Civil(DateTimeOffset moment, TimeZoneInfo zone)
    {
        while (true)
        {
            var allowed = rules.Quiet.NextAllowed(rules.Days.Add(moment, 0, zone), zone);
            if (allowed == moment)
                return moment;
            moment = allowed;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset at, DateTimeOffset now) => at > now ? at : now.ToUniversalTime();

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
