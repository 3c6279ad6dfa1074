namespace Arl.Pages.Layout;

/// <summary>The texts of the frame around every page, in both languages (docs/languages.md).</summary>
public sealed class LayoutTexts;
