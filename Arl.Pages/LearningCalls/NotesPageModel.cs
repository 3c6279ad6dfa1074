using Arl.Domain;
using Arl.Domain.LearningCalls;

namespace Arl.Pages.LearningCalls;

/// <summary>One more "who helped whom", as typed.</summary>
public sealed record HelpTyped(string HelperId, string HelpedId, string With)
{
    public bool IsEmpty => HelperId.Length + HelpedId.Length + With.Length == 0;
}

/// <param name="Words">As typed or as saved.</param>
/// <param name="Helped">Each with the words it is told in, and whether it is ticked: staff's first.</param>
/// <param name="More">Rows to add.</param>
/// <param name="Coaches">Active ones, by name.</param>
/// <param name="Digest">When the digest leaves or left, in words.</param>
public sealed record NotesPageModel(
    CallHead Call, string Words, IReadOnlyList<(string Key, string Words, bool ByCoach, bool IsTicked)> Helped, IReadOnlyList<HelpTyped> More, IReadOnlyList<(string Id, string Name)> Coaches,
    string Version, string Digest, IReadOnlyList<Problem> Problems, bool Saved, bool Changed)
{
    /// <summary>How many can be added at a time.</summary>
    public const int Rows = 3;
}
