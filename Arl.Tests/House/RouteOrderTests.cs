using System.Reflection;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.House;

/// <summary>
/// The real host takes the first function whose route fits, in the order of their names (FunctionMetadataManager sorts by name, ignoring case; its router asks one after the other).
/// ASP.NET's router, which the local host and the worker have, takes the one whose route says most. Both must find the same function.
/// </summary>
public sealed class RouteOrderTests
{
    private sealed record Route(string Name, RoutePattern Pattern, IReadOnlyList<string> Methods)
    {
        public decimal Precedence => RoutePrecedence.ComputeInbound(new RouteTemplate(Pattern));
    }

    private static readonly IReadOnlyList<Route> s_routes =
        [.. Site.Functions.Select(function => new Route(function.Method.GetCustomAttribute<FunctionAttribute>()!.Name, RoutePatternFactory.Parse(function.Trigger.Route!), function.Trigger.Methods!))];

    [Fact]
    public void Of_two_functions_that_fit_one_request_the_one_whose_route_says_more_comes_first_by_name()
    {
        var pairs = from one in s_routes from other in s_routes where one != other && one.Precedence < other.Precedence && one.Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any() && Meet(one.Pattern, other.Pattern) select (one, other);

        Assert.True(pairs.Count() >= s_routes.Count - 1, "Every route meets at least the one of all addresses.");
        Assert.Empty(pairs.Where(pair => StringComparer.OrdinalIgnoreCase.Compare(pair.one.Name, pair.other.Name) > 0).Select(pair => $"{pair.other.Name} ({pair.other.Pattern.RawText}) takes what is meant for {pair.one.Name} ({pair.one.Pattern.RawText})."));
    }

    /// <summary>Some path fits both. Constraints are not looked at: they only make fewer paths fit; but for the root page's, whose segment is always empty.</summary>
    private static bool Meet(RoutePattern one, RoutePattern other)
    {
        var (a, b) = (Segments(one), Segments(other));
        for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
        {
            if (Rest(a, i) || Rest(b, i))
                return true;
            if (i >= a.Count || i >= b.Count)
                return (i < a.Count ? a : b).Skip(i).All(segment => segment.Parts is [RoutePatternParameterPart { IsOptional: true }]);
            if (a[i].Parts is [RoutePatternLiteralPart left] && b[i].Parts is [RoutePatternLiteralPart right] && !left.Content.Equals(right.Content, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    private static IReadOnlyList<RoutePatternPathSegment> Segments(RoutePattern route) => route.RawText == "{ignored:maxlength(0)?}" ? [] : route.PathSegments;

    private static bool Rest(IReadOnlyList<RoutePatternPathSegment> segments, int i) => i < segments.Count && segments[i].Parts is [RoutePatternParameterPart { IsCatchAll: true }];
}
