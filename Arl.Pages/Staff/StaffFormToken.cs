namespace Arl.Pages.Staff;

/// <summary>What the forms of this page carry, so that no other site can send one. The staff's door sets it for the member it lets in; one for each HTTP request.</summary>
public sealed class StaffFormToken
{
    /// <summary>The field's name.</summary>
    public const string Field = "staff_form";

    /// <summary>The sign-in has a sign-out.</summary>
    public bool CanSignOut { get; set; }

    private string? _value;

    public string Value
    {
        get => _value ?? throw new InvalidOperationException("A form of the staff stands on a page that did not come through the staff's door.");
        set => _value = value;
    }
}
