namespace Arl.Pages.Staff;

/// <summary>Who of the staff reads this page, as far as pages must know. The staff's door sets it for the member it lets in; one for each HTTP request.</summary>
public sealed class StaffVisit
{
    /// <summary>The name of the field that every form of the staff carries.</summary>
    public const string FormField = "staff_form";

    private string? _formToken;

    /// <summary>The value of that field, so that no other site can send one.</summary>
    public string FormToken
    {
        get => _formToken ?? throw new InvalidOperationException("A form of the staff stands on a page that did not come through the staff's door.");
        set => _formToken = value;
    }

    /// <summary>The sign-in has a sign-out.</summary>
    public bool CanSignOut { get; set; }

    /// <summary>A developer of the local host, not a member of the staff: every page says so.</summary>
    public bool IsDeveloper { get; set; }
}
