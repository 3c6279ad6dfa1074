namespace Arl.Pages.Staff;

/// <summary>The places of the staff's navigation, in its order.</summary>
public sealed record StaffPlace(string Name, string Path)
{
    public static StaffPlace Today { get; } = new("Today", "/staff");

    public static StaffPlace Requests { get; } = new("Requests", "/staff/requests");

    public static StaffPlace Waiting { get; } = new("Waiting list", "/staff/waiting");

    public static StaffPlace Coaches { get; } = new("Coaches", "/staff/coaches");

    public static StaffPlace Calls { get; } = new("Learning calls", "/staff/calls");

    public static StaffPlace Library { get; } = new("Library", "/staff/library");

    public static StaffPlace People { get; } = new("People", "/staff/people");

    public static StaffPlace Reach { get; } = new("Reach", "/staff/reach");

    public static StaffPlace Equity { get; } = new("Equity", "/staff/equity");

    public static StaffPlace Mail { get; } = new("Mail", "/staff/mail");

    public static StaffPlace Poison { get; } = new("Work that failed", "/staff/poison");

    public static StaffPlace Imports { get; } = new("Imports", "/staff/imports");

    public static StaffPlace Settings { get; } = new("Settings", "/staff/settings");

    public static IReadOnlyList<StaffPlace> All { get; } = [Today, Requests, Waiting, Coaches, Calls, Library, People, Reach, Equity, Mail, Poison, Imports, Settings];
}
