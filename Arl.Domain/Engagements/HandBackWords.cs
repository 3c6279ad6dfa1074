namespace Arl.Domain.Engagements;

public static class HandBackWords
{
    /// <summary>A clause, in the words that a coach chooses from and staff read.</summary>
    public static string InWords(this HandBackReason reason) => reason switch
    {
        HandBackReason.NoTime => "no time just now",
        HandBackReason.NotMyArea => "not my area",
        HandBackReason.Conflict => "a conflict of interest",
        HandBackReason.Other => "another reason",
        HandBackReason.Silence => "no answer",
        HandBackReason.Staff => "taken back by staff",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
