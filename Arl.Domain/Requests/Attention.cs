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

    /// <summary>The contact has had the email with the button that confirms the request as often as it is sent.</summary>
    ContactCannotConfirm,
}

public static class AttentionWords
{
    /// <summary>A sentence for staff.</summary>
    public static string InWords(this Attention attention) => attention switch
    {
        Attention.SchoolNeedsNewAddress => "Email to the school's contact does not arrive: it needs a new address.",
        Attention.CoachNeedsNewAddress => "Email to the coach does not arrive: the coach needs a new address.",
        Attention.SchoolHeardNothing => "The school says it has heard nothing from its coach.",
        Attention.ContactCannotConfirm => "The contact cannot confirm: no more of the emails with the button go out on the school’s wish.",
        _ => throw new ArgumentOutOfRangeException(nameof(attention)),
    };

    /// <summary>What ends it, for staff.</summary>
    public static string ToDo(this Attention attention) => attention switch
    {
        Attention.SchoolNeedsNewAddress => "Call the school, correct the contact, and send the email again.",
        Attention.CoachNeedsNewAddress => "Ask the organization for the coach’s address, or give the request to another coach.",
        Attention.SchoolHeardNothing => "Call the coach. If they cannot begin, give the request to another coach.",
        Attention.ContactCannotConfirm => "Please call the school. Correct the contact if it is wrong, or confirm for them.",
        _ => throw new ArgumentOutOfRangeException(nameof(attention)),
    };
}
