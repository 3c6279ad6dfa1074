using Arl.Domain.Reach;

namespace Arl.Pages.Reach;

/// <summary>What the staff's page of the reach shows: everything up to a moment, what of it is new in a period, and what was new in the one before.</summary>
/// <param name="Until">The day of the figures, in the network's zone.</param>
public sealed record StaffReachFigures(DateOnly Until, Period Days, Period DaysBefore, ReachFigures Total, ReachFigures New, ReachFigures Before);

/// <summary>What was typed into its form: empty is what the page chooses.</summary>
public sealed record StaffReachAsked(string AsOf, string From, string To);
