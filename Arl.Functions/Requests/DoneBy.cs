namespace Arl.Functions.Requests;

/// <summary>Who did what a request's history tells, as it is kept there.</summary>
public static class DoneBy
{
    public const string System = "system";
    public const string School = "school";
    public const string Coach = "coach";

    public static string Staff(string name) => "staff: " + name;
}
