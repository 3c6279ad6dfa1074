using System.Globalization;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;

namespace Arl.Domain.Matching;

/// <summary>Why a request waits, and what would end it, in words.</summary>
public static class WhyNobody
{
    /// <summary>One sentence for the school and for staff, e.g. "No coach with room covers multilingual learners in New Mexico: 3 coaches do, all full."</summary>
    public static string Because(Ask ask, IReadOnlyCollection<CoachLoad> coaches) =>
        ask.PausedUntil is { } until ? Paused(until)
        : ask.PreferredCoachId is { } chosen ? NotYet(coaches.FirstOrDefault(load => load.Coach.Id == chosen))
        : NobodyFits(ask, coaches);

    public static string Paused(DateOnly until) => string.Create(CultureInfo.InvariantCulture, $"Paused by staff until {until:MMMM d, yyyy}.");

    /// <summary>The coach is not named: the school reads this before it is introduced.</summary>
    private static string NotYet(CoachLoad? chosen) => chosen is { Coach.Active: true }
        ? "The coach whom our team chose for this request has no free place yet."
        : "The coach whom our team chose for this request is not active.";

    private static string NobodyFits(Ask ask, IReadOnlyCollection<CoachLoad> coaches)
    {
        var broken = coaches.Select(load => CoachRules.FirstBroken(ask, load.Coach)).ToList();
        var what = $"{InWords.List([.. ask.Needs.Select(id => InWords.MidSentence(Need.Find(id)?.Name ?? id))], "or")}";
        var where = $"{what} in {ask.State.Name}";
        return broken.Any(rule => rule is null) ? AllFull(ask, coaches, where) : broken.Max() switch
        {
            null => "There are no coaches yet.",
            CoachRule.Active => "No coach is active.",
            CoachRule.Needs => $"No coach covers {what}.",
            CoachRule.State => $"No coach who covers {what} serves {ask.State.Name}.",
            CoachRule.Level => $"No coach who covers {where} serves schools of this level.",
            CoachRule.Language => $"No coach who covers {where}{(broken.Contains(CoachRule.Level) ? " and serves schools of this level" : "")} works in {Languages(ask)}.",
            CoachRule.OwnSchool => "Every coach who would fit is on the school's own staff.",
            _ => "Every coach who would fit has handed this request back.",
        };
    }

    /// <summary>Somebody fits and nobody who fits has room: said of all who cover the needs there, where that is true of all of them.</summary>
    private static string AllFull(Ask ask, IReadOnlyCollection<CoachLoad> coaches, string where)
    {
        var covering = coaches.Where(load => CoachRules.FirstBroken(ask, load.Coach) is null or > CoachRule.State).ToList();
        if (covering.Exists(load => load.Free > 0))
            return $"No coach who fits has a free place: {Full(covering.Where(load => CoachRules.MayCoach(ask, load.Coach)), "fits", "fit")}";
        return $"No coach with room covers {where}: {Full(covering, "coach does", "coaches do")}";
    }

    private static string Full(IEnumerable<CoachLoad> coaches, string one, string many)
    {
        var (count, paused) = (coaches.Count(), coaches.Count(load => load.PausedUntil is not null));
        var state = paused == 0 ? "full" : paused == count ? "away" : "full or away";
        return count == 1 ? $"one {one}, and is {state}." : $"{InWords.Number(count)} {many}, all {state}.";
    }

    /// <summary>For staff: what would end the wait, each a sentence that is true by itself; the first is the nearest.</summary>
    public static IReadOnlyList<string> WouldUnblock(Ask ask, IReadOnlyCollection<CoachLoad> coaches)
    {
        if (ask.PausedUntil is not null)
            return ["It goes on by itself on that day, or when you resume it."];
        if (ask.PreferredCoachId is { } id)
            return [$"A free place with {coaches.FirstOrDefault(load => load.Coach.Id == id)?.Coach.Name ?? id}, whom staff chose; or another choice."];
        var lines = new List<string>();
        var full = coaches.Where(load => load.Free == 0 && load.PausedUntil is null && CoachRules.MayCoach(ask, load.Coach)).ToList();
        if (full.Count > 0)
            lines.Add($"A free place with one of {InWords.Count(full.Count, "coach who fits and is full", "coaches who fit and are full")}: {Organizations(full)}.");
        var paused = coaches.Where(load => load.PausedUntil is not null && load.Coach.Capacity > load.Taken && CoachRules.MayCoach(ask, load.Coach)).ToList();
        if (paused.Count > 0)
            lines.Add($"The end of a pause: {InWords.Count(paused.Count, "coach who fits is", "coaches who fit are")} away, {(paused.Count == 1 ? "" : "the first ")}until {InWords.Day(paused.Min(load => load.PausedUntil!.Value))}: {Organizations(paused)}.");
        foreach (var (rule, near) in coaches.Where(load => load.Coach.Capacity > load.Taken).GroupBy(load => CoachRules.OnlyBroken(ask, load.Coach)).Where(group => group.Key is not null).OrderBy(group => group.Key)
            .Select(group => (group.Key!.Value, group.ToList())))
            lines.Add($"{InWords.Line(Near(ask, rule, near.Count))}: {Organizations(near)}.");
        return lines;
    }

    private static string Near(Ask ask, CoachRule rule, int count)
    {
        var would = InWords.Count(count, "coach", "coaches") + " would fit if ";
        return rule switch
        {
            CoachRule.Active => would + (count == 1 ? "set active" : "one was set active"),
            CoachRule.Needs => would + $"{They(count)} covered {InWords.List([.. ask.Needs.Select(id => InWords.MidSentence(Need.Find(id)?.Name ?? id))], "or")}",
            CoachRule.State => would + $"{They(count)} served {ask.State.Name}",
            CoachRule.Level => would + $"{They(count)} served schools of this level",
            CoachRule.Language => would + $"{They(count)} worked in {Languages(ask)}",
            CoachRule.OwnSchool => $"{InWords.Count(count, "coach is", "coaches are")} on the school's own staff, or so their email domain says",
            _ => $"{InWords.Count(count, "coach has", "coaches have")} handed this request back",
        };
    }

    private static string They(int count) => count == 1 ? "the coach" : "one of them";

    private static string Languages(Ask ask) => InWords.List([.. ask.Languages.Select(language => language.Name)], "or");

    /// <summary><c>Learning Partners (2), Bright Harbor (1)</c>.</summary>
    private static string Organizations(IEnumerable<CoachLoad> coaches) =>
        string.Join(", ", coaches.CountBy(load => load.Coach.Organization, StringComparer.Ordinal).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key} ({InWords.Number(one.Value)})"));
}
