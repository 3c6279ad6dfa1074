namespace Arl.Domain.Reach.Reports;

/// <summary>A part of a reach email, as the setting <c>Reach:Sections</c> names it. In the order in which they come unless that says otherwise.</summary>
public enum ReachSection
{
    /// <summary>The figures and how they changed since the email before.</summary>
    Figures,

    /// <summary>What is new in the month or week that it is about.</summary>
    New,

    /// <summary>Schools served over time.</summary>
    Growth,

    /// <summary>Urban, suburban and rural beside all schools.</summary>
    Locales,

    /// <summary>The map.</summary>
    States,

    /// <summary>Who waits longest.</summary>
    Waiting,

    /// <summary>Organizations that have room.</summary>
    Room,

    /// <summary>Who was reached less than their share.</summary>
    BelowShare,

    /// <summary>Needs that were asked for and not covered.</summary>
    NotCovered,

    /// <summary>The coaches' weekly call and their library.</summary>
    Learning,

    /// <summary>What needs a person.</summary>
    Alerts,
}
