namespace Arl.Pages.Introductions;

/// <summary>What a coach can do from the email. Null where it is not theirs to do now.</summary>
/// <param name="Page">The coach's page of the match.</param>
public sealed record CoachActions(Uri? Accept, Uri? Decline, Uri? Met, Uri Page);

/// <summary>Why an introduction is sent once more.</summary>
public enum IntroducedAgain { NothingHeard, NewContact, Asked }
