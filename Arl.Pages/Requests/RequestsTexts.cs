namespace Arl.Pages.Requests;

/// <summary>Marks the texts of this slice for the localizer.</summary>
public sealed class RequestsTexts;
