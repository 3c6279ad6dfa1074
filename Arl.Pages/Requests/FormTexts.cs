namespace Arl.Pages.Requests;

/// <summary>The texts of the form and of what leads to it, in both languages (docs/languages.md).</summary>
public sealed class FormTexts;
