using System.Globalization;
using Arl.Domain.Matching;
using Arl.Functions.Coaches;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Pages.Staff;

namespace Arl.Functions.Staff;

/// <summary>The waiting list with what the plan would do now, made as the plan itself makes it; nothing is carried out.</summary>
public sealed class WaitingDesk(RequestsTable requests, CoachesTable coaches, PlanOwed owed, MatchingRules rules, SchoolDirectorySource schools, TimeProvider clock)
{
    private const int MostOnPage = 50;

    internal async Task<WaitingOverview> Show(string page, bool justAsked, CancellationToken cancel)
    {
        var waiting = (await requests.Waiting(cancel)).ToDictionary(row => row.Ask.Reference);
        var loads = (await coaches.All(cancel)).Select(coach => coach.Load).ToList();
        var plan = Planner.Make(waiting.Values.Select(row => row.Ask), new(loads, rules.Weights), rules, OrToolsFlow.Solve);
        var served = plan.Assignments.ToDictionary(assignment => assignment.Ask.Reference);
        var queue = waiting.Values.Select(row => row.Ask).OrderBy(ask => Priority.Of(ask, rules.CreditPerDay)).ThenBy(ask => ask.ReceivedAt).ThenBy(ask => ask.Reference.Code, StringComparer.Ordinal).ToList();
        var pages = Math.Max(1, (queue.Count + MostOnPage - 1) / MostOnPage);
        var number = Math.Clamp(int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1, 1, pages);
        var names = loads.ToDictionary(load => load.Coach.Id, load => $"{load.Coach.Name}, {load.Coach.Organization}", StringComparer.Ordinal);
        return new(
            [.. queue.Skip((number - 1) * MostOnPage).Take(MostOnPage).Select(ask => Line(waiting[ask.Reference], served.GetValueOrDefault(ask.Reference), loads, names))],
            queue.Count, served.Count, number, pages, await owed.IsPending(cancel), justAsked, await schools.IsSample(cancel));
    }

    private WaitingOverview.Line Line(WaitingRow row, Assignment? assignment, IReadOnlyCollection<Domain.Coaches.CoachLoad> loads, Dictionary<string, string> names)
    {
        var now = clock.GetUtcNow();
        var proposal = assignment is null
            ? WhyNobody.Because(row.Ask, loads) // What the row says may be a night old.
            : string.Create(CultureInfo.InvariantCulture, $"{names[assignment.CoachId]}: a fit of {assignment.Fit.Score:0.#} of 100.");
        return new(row.Ask.Reference.ToString(), row.Place, Priority.Points(row.Ask, rules.CreditPerDay, now), row.Ask.NeedIndex, (int)(now - row.Ask.ReceivedAt).TotalDays, proposal,
            assignment is null ? WhyNobody.WouldUnblock(row.Ask, loads) : [], assignment is not null);
    }
}
