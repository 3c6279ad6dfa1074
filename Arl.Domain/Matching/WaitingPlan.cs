namespace Arl.Domain.Matching;

/// <param name="Fit">As the load will be when the assignments are carried out in their order, and the coaches' experience is when the plan is made.</param>
public sealed record Assignment(Ask Ask, string CoachId, Fit Fit);

/// <summary>
/// Who gets which free place. No request that is left could be served by any re-arrangement without leaving out one of equal or higher priority;
/// and no other plan that serves as high priorities fits better in total.
/// </summary>
/// <param name="Assignments">The highest priority first.</param>
/// <param name="Left">Who goes on waiting, the highest priority first.</param>
public sealed record WaitingPlan(IReadOnlyList<Assignment> Assignments, IReadOnlyList<Ask> Left)
{
    public double TotalFit => Assignments.Sum(assignment => assignment.Fit.Cents) / 100.0;
}

/// <summary>How hard the planner may think. The guarantee holds whatever these say.</summary>
public sealed record PlanLimits
{
    public static PlanLimits Default { get; } = new();

    /// <summary>Pairs of a request and a coach that the solver looks at; beyond it each request keeps its best coaches and the one that the guarantee needs.</summary>
    public int MostPairs { get; init; } = 1_500_000;

    /// <summary>A request keeps at least so many coaches, where it has them.</summary>
    public int FewestCoaches { get; init; } = 8;
}
