namespace Arl.Pages.Staff;

/// <summary>Who waits, in the order of the queue, and what the plan would do with each now.</summary>
/// <param name="All">How many wait, on every page of the list.</param>
/// <param name="Served">How many the plan would give a coach now.</param>
/// <param name="Page">From 1.</param>
/// <param name="IsOwed">A plan is on its way already.</param>
public sealed record WaitingOverview(IReadOnlyList<WaitingOverview.Line> Lines, int All, int Served, int Page, int Pages, bool IsOwed, bool JustAsked, bool SampleDirectory)
{
    /// <param name="Proposal">With whom, or why with nobody.</param>
    /// <param name="WouldEnd">What would end the wait; empty where the plan ends it.</param>
    public sealed record Line(string Reference, string Place, double Priority, double NeedIndex, int Days, string Proposal, IReadOnlyList<string> WouldEnd, bool IsServed);
}
