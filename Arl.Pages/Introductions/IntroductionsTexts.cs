namespace Arl.Pages.Introductions;

/// <summary>Marks the texts of this slice for the localizer.</summary>
public sealed class IntroductionsTexts;
