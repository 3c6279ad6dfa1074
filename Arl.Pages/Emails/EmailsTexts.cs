namespace Arl.Pages.Emails;

/// <summary>Marks the texts of emails' frame, and what many emails say, for the localizer.</summary>
public sealed class EmailsTexts;
