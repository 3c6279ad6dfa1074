using Arl.Domain.Requests;

namespace Arl.Domain.Engagements;

/// <summary>The steps of a request that belong to the match in force: each names its match, so that a late word about an earlier one changes nothing.</summary>
internal static class EngagementLife
{
    public static Step Apply(CoachingRequest request, RequestEvent happened, DateTimeOffset at) => (happened, request.State) switch
    {
        (RequestEvent.CoachAsked asked, RequestState.Matched) when Concerns(request, asked.MatchNumber) =>
            Once(request.Engagement.AskedAt, request, e => e with { AskedAt = at }),

        (RequestEvent.CoachAccepted accepted, RequestState.Matched or RequestState.Introduced or RequestState.Coaching) when Concerns(request, accepted.MatchNumber) =>
            Once(request.Engagement.AcceptedAt, request, e => e with { AcceptedAt = at, ActiveAt = at }),

        (RequestEvent.IntroductionRefused refused, RequestState.Matched or RequestState.Introduced) when Concerns(request, refused.MatchNumber) =>
            RequestLife.Attend(request, refused.Reader == Side.School ? Attention.SchoolNeedsNewAddress : Attention.CoachNeedsNewAddress),

        (RequestEvent.IntroductionResent again, RequestState.Matched or RequestState.Introduced or RequestState.Coaching) when Concerns(request, again.MatchNumber) =>
            again.Number <= request.Engagement.Resends ? new Step.AlreadySo()
            : again.Number == request.Engagement.Resends + 1 && request.MayResend
                ? Moved(request with { Resends = request.Resends + 1 }, e => e with { Resends = again.Number }, without: again.To == Side.School ? null : Attention.CoachNeedsNewAddress)
            : new Step.NotNow(request.State),

        (RequestEvent.CoachReminded reminded, RequestState.Matched or RequestState.Introduced) when Concerns(request, reminded.MatchNumber) && !request.Engagement.CoachAnswered =>
            Once(request.Engagement.RemindedAt, request, e => e with { RemindedAt = at }),

        (RequestEvent.CoachingStarted met, RequestState.Introduced) when Concerns(request, met.MatchNumber) =>
            Moved(request with { State = RequestState.Coaching }, e => e with { MetAt = at, ActiveAt = at }, without: Attention.SchoolHeardNothing),
        (RequestEvent.CoachingStarted met, RequestState.Coaching or RequestState.Completed) when Concerns(request, met.MatchNumber) => new Step.AlreadySo(),

        (RequestEvent.SessionLogged logged, RequestState.Introduced or RequestState.Coaching or RequestState.Completed) when Concerns(request, logged.MatchNumber) =>
            request.Engagement.Sessions.Any(session => session.Id == logged.Session.Id) ? new Step.AlreadySo()
            : request.Engagement.Sessions.Count >= Engagement.MostSessions || request.State == RequestState.Completed ? new Step.NotNow(request.State)
            : Moved(request with { State = RequestState.Coaching }, e => e with { Sessions = [.. e.Sessions, logged.Session], MetAt = e.MetAt ?? at, ActiveAt = at, QuietNoticeAt = null }, without: Attention.SchoolHeardNothing),

        (RequestEvent.CheckInSent sent, RequestState.Introduced or RequestState.Coaching) when Concerns(request, sent.MatchNumber) =>
            Once(request.Engagement.CheckInSentAt, request, e => e with { CheckInSentAt = at }),

        (RequestEvent.CheckInAnswered answered, RequestState.Introduced or RequestState.Coaching or RequestState.Completed) when Concerns(request, answered.MatchNumber) =>
            request.Engagement.CheckIns.Any(score => score.By == answered.By) ? new Step.AlreadySo()
            : Moved(request, e => e with { CheckIns = [.. e.CheckIns, new(answered.By, answered.Score, at)], ActiveAt = at, QuietNoticeAt = null }),

        (RequestEvent.QuietNoticeSent notice, RequestState.Introduced or RequestState.Coaching) when Concerns(request, notice.MatchNumber) =>
            Once(request.Engagement.QuietNoticeAt, request, e => e with { QuietNoticeAt = at, QuietNotices = e.QuietNotices + 1 }),

        (RequestEvent.KeptOpen kept, RequestState.Introduced or RequestState.Coaching) when Concerns(request, kept.MatchNumber) =>
            request.Engagement.QuietNoticeAt is null ? new Step.AlreadySo() : Moved(request, e => e with { ActiveAt = at, QuietNoticeAt = null }),

        (RequestEvent.NothingHeard nothing, RequestState.Introduced or RequestState.Coaching) when Concerns(request, nothing.MatchNumber) =>
            request.Engagement.NothingHeardAt is not null ? new Step.AlreadySo()
            : new Step.Moved(((Step.Moved)Moved(request, e => e with { NothingHeardAt = at })).Request with { Attention = [.. request.Attention.Append(Attention.SchoolHeardNothing).Distinct()] }),

        _ => new Step.NotNow(request.State),
    };

    private static bool Concerns(CoachingRequest request, int matchNumber) => request.Match?.Number == matchNumber;

    private static Step Once(DateTimeOffset? before, CoachingRequest request, Func<Engagement, Engagement> change) =>
        before is not null ? new Step.AlreadySo() : Moved(request, change);

    private static Step.Moved Moved(CoachingRequest request, Func<Engagement, Engagement> change, Attention? without = null) =>
        RequestLife.Next(request with { Engagement = change(request.Engagement), Attention = [.. request.Attention.Where(one => one != without)] });
}
