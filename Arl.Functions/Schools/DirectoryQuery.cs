using System.Globalization;
using Arl.Domain;
using Arl.Domain.Schools;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Schools;

/// <summary>What a caller asks of the directory: <c>?q=&amp;state=&amp;limit=</c>, each optional.</summary>
public sealed record DirectoryQuery(string Text, UsState? State, int Limit)
{
    private const int LongestText = 200;

    public static Result<DirectoryQuery> Read(HttpRequest http)
    {
        var (text, stateText, limitText) = (http.Query["q"].ToString(), http.Query["state"].ToString(), http.Query["limit"].ToString());
        var problems = new List<Problem>();
        if (text.Length > LongestText)
            problems.Add(new("q", $"At most {LongestText} characters."));

        UsState? state = null;
        if (UsState.TryParse(stateText, out var parsed))
            state = parsed;
        else if (!string.IsNullOrWhiteSpace(stateText))
            problems.Add(new("state", "Not a state we know. Use the two-letter postal abbreviation, such as AL or DC."));

        var limit = SchoolDirectory.DefaultLimit;
        if (limitText.Length > 0 && (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1))
            problems.Add(new("limit", $"A whole number from 1 to {SchoolDirectory.MaxLimit}."));

        return problems.Count > 0 ? new Result<DirectoryQuery>.Invalid(problems) : new Result<DirectoryQuery>.Ok(new(text, state, Math.Min(limit, SchoolDirectory.MaxLimit)));
    }
}
