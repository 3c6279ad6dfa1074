using System.Globalization;
using System.Text.RegularExpressions;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Staff;

/// <summary>The list of requests as staff ask for it.</summary>
public sealed partial class RequestListDesk(RequestIndex index, CoachesTable coaches, SchoolDirectorySource schools, NetworkClock zone)
{
    public const int MostOnPage = 50;

    /// <param name="field">The value of a field; empty where it was not sent.</param>
    internal static RequestListAsked Read(Func<string, string> field) => new(
        field("state"), field("us"), field("organization"), field("need"), field("person").Length > 0, field("from"), field("to"), field("sort"), field("q"),
        Place().IsMatch(field("after")) ? field("after") : "", Trail().IsMatch(field("trail")) ? field("trail") : "");

    internal async Task<IResult> Page(RequestListAsked asked, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        var lookup = Lookup(asked, problems);
        var found = problems.Count == 0 ? await index.Page(lookup, asked.After.Length > 0 ? asked.After : null, MostOnPage, cancel) : new([], null);
        var organizations = (await coaches.All(cancel)).Select(coach => coach.Load.Coach.Organization).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return PageResults.Page<RequestListPage>(new
        {
            Model = new RequestList(asked, found.Lines, found.Next, [.. organizations], problems, zone.Zone, await schools.IsSample(cancel)),
        }, problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private RequestLookup Lookup(RequestListAsked asked, List<Problem> problems)
    {
        var words = RequestSearchWords.OfSearch(asked.Words);
        if (asked.Words.Length > 0 && words.Count == 0)
            problems.Add(new("q", "Type at least two letters or digits of what you look for."));
        var (from, to) = (Day("from", asked.From, problems), Day("to", asked.To, problems));
        if (from > to)
            problems.Add(new("to", "The last day is before the first."));
        return new()
        {
            Order = asked.Sort switch { "oldest" or "waiting" => RequestOrder.Oldest, "need" => RequestOrder.HighestNeed, _ => RequestOrder.Newest },
            State = Enum.TryParse<RequestState>(asked.State, out var state) && Enum.IsDefined(state) ? state : asked.Sort == "waiting" ? RequestState.Waiting : null,
            UsState = UsState.TryParse(asked.UsState, out var us) ? us : null,
            Organization = asked.Organization.Length > 0 ? asked.Organization : null,
            Need = Need.Find(asked.Need)?.Id,
            NeedsPerson = asked.NeedsPerson,
            From = from is { } first ? LocalTime.Moment(first.ToDateTime(TimeOnly.MinValue), zone.Zone) : null,
            Until = to is { } last ? LocalTime.Moment(last.AddDays(1).ToDateTime(TimeOnly.MinValue), zone.Zone) : null,
            Words = words,
        };
    }

    private static DateOnly? Day(string field, string text, List<Problem> problems)
    {
        if (text.Length == 0)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200)
            return day;
        problems.Add(new(field, "Write the day as year-month-day, for example 2027-01-15."));
        return null;
    }

    [GeneratedRegex("^[0-9_]{19,40}_ARL-[0-9A-Z]{4}-[0-9A-Z]{4}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Place();

    [GeneratedRegex("^[0-9A-Z_.-]{0,1200}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Trail();
}
