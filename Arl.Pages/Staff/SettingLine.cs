namespace Arl.Pages.Staff;

/// <summary>A setting as staff see it.</summary>
/// <param name="Value">Of a secret: <c>set</c> or <c>not set</c>.</param>
/// <param name="IsSet">False where the value is the default.</param>
public sealed record SettingLine(string Key, string Value, bool IsSet, bool IsSecret);
