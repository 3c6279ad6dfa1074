using System.Globalization;
using Arl.Domain;
using Arl.Domain.Reach;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Reach;

/// <summary>The period a caller asks for: <c>?from=&amp;to=</c>, each optional. Without <c>to</c> up to today, without <c>from</c> the 12 months up to the last day.</summary>
internal static class PeriodQuery
{
    public static Result<Period> Read(HttpRequest http, DateOnly today)
    {
        var problems = new List<Problem>();
        var to = Day(http, "to", problems) ?? today;
        var from = Day(http, "from", problems) ?? Period.Last12Months(to).From;
        if (problems.Count == 0 && from > to)
            problems.Add(new("from", string.Create(CultureInfo.InvariantCulture, $"The period starts on {from:yyyy-MM-dd}, after its last day, {to:yyyy-MM-dd}.")));
        return problems.Count > 0 ? new Result<Period>.Invalid(problems) : new Result<Period>.Ok(new(from, to));
    }

    private static DateOnly? Day(HttpRequest http, string name, List<Problem> problems)
    {
        var text = http.Query[name].ToString();
        if (text.Length == 0)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Period.Earliest)
            return day;
        problems.Add(new(name, "Write a day as year, month and day, for example 2026-09-14, not before 2000-01-01."));
        return null;
    }
}
