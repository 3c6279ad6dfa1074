namespace Arl.Pages.Layout;

/// <summary>Marks the texts of the frame of every page, and of messages, for the localizer.</summary>
public sealed class LayoutTexts;

/// <summary>What a page has to say when something cannot be done, whoever reads it.</summary>
public enum Told { FormUnreadable, FormTooLong, TooLong, StorageAway, OurFault, TooMany }
