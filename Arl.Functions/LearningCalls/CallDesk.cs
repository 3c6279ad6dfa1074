using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Requests;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls;

/// <summary>A coach's page of a call that its address opened.</summary>
public sealed record OpenedCall(LearningCall Call, CallSeries Series, Coach Coach, string Path, DateTimeOffset Now)
{
    public bool HasBegun => Call.StartsAt <= Now;

    public bool IsOver => Call.EndsAt <= Now;
}

/// <summary>The coach's page of one call, which opens until <see cref="StaysOpen"/> after it.</summary>
public sealed class CallDesk(CallLinks links, CallsTable calls, AgendaDesk agendas, CallTalk talk, CoachesTable coaches, LibraryLinks library, TimeProvider clock, CoachDoor door)
{
    public static readonly TimeSpan StaysOpen = TimeSpan.FromDays(30);

    public Task<IResult> Enter(HttpRequest http, string date, string coachId, string signature, Func<OpenedCall, Task<IResult>> then, CancellationToken cancel) =>
        door.Enter(http, "call", () => Open(date, coachId, signature, cancel), then);

    /// <param name="asked">What a link of an email asks: one button does it.</param>
    public async Task<IResult> Page(OpenedCall opened, CallAsked? asked, string? said, CancellationToken cancel)
    {
        var attendees = await calls.Attendees(opened.Call.Date, cancel);
        return PageResults.Page<CallPage>(new
        {
            Model = new CallPageModel(
                opened.Call, opened.Series, opened.Coach.TimeZone, opened.Path, opened.HasBegun, opened.IsOver,
                attendees.FirstOrDefault(one => one.CoachId == opened.Coach.Id), attendees.Count(one => one.Answer == CallAnswer.Yes), asked, said)
            {
                Agenda = await agendas.Of(opened.Call, cancel),
                Key = FormKey.New(),
                LibraryPath = library.PathOf(opened.Coach.Id),
                Others = opened.HasBegun ? await talk.Others(opened.Coach.Id, cancel) : [],
            },
        });
    }

    private async Task<OpenedCall?> Open(string date, string coachId, string signature, CancellationToken cancel)
    {
        if (links.Open(date, coachId, signature) is not (var day, var id) || !CoachId.IsOne(id) || await calls.Get(day, cancel) is not { } call || await calls.Series(cancel) is not { } stored)
            return null;
        var now = clock.GetUtcNow();
        return call.EndsAt + StaysOpen < now || await coaches.Get(id, cancel) is not { Load.Coach: { Active: true } coach } ? null : new(call, stored.Series, coach, links.PathOf(day, id), now);
    }
}
