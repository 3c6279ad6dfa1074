using Arl.Domain.Coaches;
using Arl.Domain.Schools;

namespace Arl.Pages.Coaches;

/// <summary>The staff's list of coaches: those that pass the filter, a page at a time.</summary>
public sealed record CoachList(IReadOnlyList<CoachLoad> Shown, int Found, int All, int Page, CoachList.Filter Asked, IReadOnlyList<string> Organizations)
{
    public const int PerPage = 100;

    public int Pages => Math.Max(1, (Found + PerPage - 1) / PerPage);

    /// <summary>What staff ask the list for; empty is all.</summary>
    public sealed record Filter(string Organization, string State, bool HasRoom)
    {
        public bool Passes(CoachLoad load) =>
            (Organization.Length == 0 || load.Coach.Organization == Organization)
            && (!UsState.TryParse(State, out var state) || load.Coach.States.Count == 0 || load.Coach.States.Contains(state))
            && (!HasRoom || load.Free > 0);

        /// <summary>The address of a page of this list.</summary>
        public string Address(int page) => "/staff/coaches?" + string.Join('&', new[]
        {
            Organization.Length > 0 ? "organization=" + Uri.EscapeDataString(Organization) : null,
            State.Length > 0 ? "state=" + Uri.EscapeDataString(State) : null,
            HasRoom ? "room=yes" : null,
            page > 1 ? $"page={page}" : null,
        }.OfType<string>());
    }

    /// <summary>By organization, then name.</summary>
    public static CoachList Of(IReadOnlyList<CoachLoad> all, Filter asked, int page)
    {
        var found = all.Where(asked.Passes).OrderBy(load => load.Coach.Organization, StringComparer.Ordinal).ThenBy(load => load.Coach.Name, StringComparer.Ordinal).ThenBy(load => load.Coach.Id, StringComparer.Ordinal).ToList();
        var last = Math.Max(1, (found.Count + PerPage - 1) / PerPage);
        var at = Math.Clamp(page, 1, last);
        return new([.. found.Skip((at - 1) * PerPage).Take(PerPage)], found.Count, all.Count, at, asked, [.. all.Select(load => load.Coach.Organization).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    public static string StatesOf(Coach coach) => coach.States.Count == 0 ? "all" : string.Join(", ", coach.States.Order());

    public static string StandingOf(CoachLoad load) =>
        !load.Coach.Active ? "Not active" : load.PausedUntil is { } until ? $"Paused until {Domain.InWords.Day(until)}" : load.Free > 0 ? "Has room" : "Full";
}
