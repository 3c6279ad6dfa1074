using Arl.Domain;
using Arl.Domain.Requests;

namespace Arl.Pages.Staff;

/// <summary>A page of requests, and what was asked for.</summary>
/// <param name="Next">Where the next page begins; null after the last.</param>
/// <param name="Organizations">To choose from.</param>
public sealed record RequestList(RequestListAsked Asked, IReadOnlyList<RequestLine> Lines, string? Next, IReadOnlyList<string> Organizations, IReadOnlyList<Problem> Problems, TimeZoneInfo Zone, bool SampleDirectory)
{
    /// <summary>What names a person stays out of addresses, so that pages of a search are sent as forms.</summary>
    public bool IsSearch => Asked.Words.Length > 0;
}

/// <summary>The form of the list as it was sent.</summary>
/// <param name="Words">What to search by: names and addresses too, so that it is never part of a link.</param>
/// <param name="After">Where the page begins; empty is the first.</param>
/// <param name="Trail">Where the pages before it began, parted by dots; <c>0</c> is the first.</param>
public sealed record RequestListAsked(string State, string UsState, string Organization, string Need, bool NeedsPerson, string From, string To, string Sort, string Words, string After, string Trail)
{
    /// <summary>So many pages one can go back; the first is always there.</summary>
    private const int LongestTrail = 20;

    public static RequestListAsked Nothing { get; } = new("", "", "", "", false, "", "", "", "", "", "");

    public static RequestListAsked WhoNeedsAPerson { get; } = Nothing with { NeedsPerson = true, Sort = "oldest" };

    public bool IsSifted => State.Length + UsState.Length + Organization.Length + Need.Length + From.Length + To.Length > 0 || NeedsPerson;

    public bool HasPrevious => Trail.Length > 0;

    public RequestListAsked First => this with { After = "", Trail = "" };

    public RequestListAsked PageAt(string next)
    {
        var trail = Trail.Split('.', StringSplitOptions.RemoveEmptyEntries).Append(After.Length == 0 ? "0" : After).ToList();
        return this with { After = next, Trail = string.Join('.', trail.TakeLast(LongestTrail)) };
    }

    public RequestListAsked Previous()
    {
        var trail = Trail.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return this with { After = trail[^1] == "0" ? "" : trail[^1], Trail = string.Join('.', trail.SkipLast(1)) };
    }

    /// <summary>All fields that say something, but the words.</summary>
    public IEnumerable<(string Name, string Value)> Fields => new[]
    {
        ("state", State), ("us", UsState), ("organization", Organization), ("need", Need), ("person", NeedsPerson ? "yes" : ""), ("from", From), ("to", To), ("sort", Sort), ("after", After), ("trail", Trail),
    }.Where(one => one.Item2.Length > 0);

    /// <summary>The address of this page of the list, without the words.</summary>
    public string Path => "/staff/requests" + (string.Join('&', Fields.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}")) is { Length: > 0 } query ? "?" + query : "");
}
