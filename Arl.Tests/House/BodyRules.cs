using System.Text.RegularExpressions;
using Xunit;

namespace Arl.Tests.House;

/// <summary>Nothing reads what a caller sends without a limit (<c>Arl.Functions/Web/LimitedBody.cs</c>).</summary>
public sealed partial class BodyRules
{
    private const string Reader = "Arl.Functions/Web/LimitedBody.cs";

    [Fact]
    public void A_body_is_read_in_one_place()
    {
        var found = from file in Repository.Files
                    where file.StartsWith("Arl.Functions/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal) && !file.StartsWith("Arl.Functions/Hosting/Local/", StringComparison.Ordinal) && file != Reader
                    from Match read in Reads().Matches(Repository.Text(file))
                    select $"{file}: {read.Value}";

        Assert.Empty(found);
    }

    [Fact]
    public void The_rule_finds_what_it_is_made_for() =>
        Assert.All(["http.Body.CopyToAsync(x)", "request.Body", "http.HttpContext.Request.Body", "await http.ReadFormAsync(cancel)", "http.ReadFromJsonAsync<T>()", "http.BodyReader", "http.Form[\"a\"]", "QueryHelpers.ParseQuery(text)", "http.EnableBuffering()", "[FromBody] Posted form", "http.Request.Form"], code => Assert.Matches(Reads(), code));

    [GeneratedRegex(@"\b([Hh]ttp|[Rr]equest|req)\.(Body|BodyReader|Form)\b|\bReadFormAsync\b|\bReadFromJsonAsync\b|\bEnableBuffering\b|\bFromBody\b|\bFromForm\b|\bQueryHelpers\.Parse\w*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reads();
}
