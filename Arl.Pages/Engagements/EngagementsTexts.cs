namespace Arl.Pages.Engagements;

/// <summary>Marks the texts of this slice for the localizer.</summary>
public sealed class EngagementsTexts;
