namespace Arl.Domain.Requests;

/// <summary>What a person of the staff must look at. It stays until the thing is mended.</summary>
public enum Attention
{
    /// <summary>The mail provider will never take the introduction to the school, or the school's address bounces.</summary>
    SchoolNeedsNewAddress,

    /// <summary>The same of the coach.</summary>
    CoachNeedsNewAddress,

    /// <summary>The school says that it has heard nothing from its coach.</summary>
    SchoolHeardNothing,
}

public static class AttentionWords
{
    /// <summary>A sentence for staff.</summary>
    public static string InWords(this Attention attention) => attention switch
    {
        Attention.SchoolNeedsNewAddress => "Email to the school's contact does not arrive: it needs a new address.",
        Attention.CoachNeedsNewAddress => "Email to the coach does not arrive: the coach needs a new address.",
        Attention.SchoolHeardNothing => "The school says it has heard nothing from its coach.",
        _ => throw new ArgumentOutOfRangeException(nameof(attention)),
    };
}
