using Arl.Domain.Engagements;
using Arl.Domain.Introductions;

namespace Arl.Pages.Staff;

/// <summary>A request's clocks: the promise, and what the network does next of its own accord; null where nothing.</summary>
public sealed record StaffClock(PromiseClock Promise, PlannedFollowUp? Next);
