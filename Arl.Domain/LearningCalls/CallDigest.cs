namespace Arl.Domain.LearningCalls;

/// <summary>What a digest tells, the same to every coach.</summary>
/// <param name="Resources">By title, with the path where each is opened.</param>
/// <param name="Helped">A sentence each.</param>
/// <param name="Came">How many are known to have come.</param>
public sealed record CallDigest(LearningCall Call, string Notes, IReadOnlyList<NewResource> Resources, IReadOnlyList<string> Helped, int Came)
{
    /// <summary>Then no email is sent yet: nobody wants to read that there was nothing.</summary>
    public bool IsEmpty => Notes.Length == 0 && Resources.Count == 0 && Helped.Count == 0;

    /// <summary>What a mailbox shows beside the subject: <c>The notes, 2 new resources, and who helped whom</c>.</summary>
    public string Preview
    {
        get
        {
            string[] parts = [Notes.Length > 0 ? "the notes" : "", Resources.Count > 0 ? InWords.Count(Resources.Count, "new resource") : "", Helped.Count > 0 ? "who helped whom" : ""];
            return InWords.Line(InWords.List([.. parts.Where(part => part.Length > 0)]));
        }
    }
}
