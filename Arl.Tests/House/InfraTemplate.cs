using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Arl.Tests.House;

/// <summary>The template that the bicep compiler makes of infra/main.bicep: what would be deployed.</summary>
internal static partial class InfraTemplate
{
    private static readonly string? s_bicep = typeof(InfraTemplate).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "BicepPath")?.Value;

    public static Lazy<Task<(int ExitCode, string Output, string Errors)>> Built { get; } = new(() => Bicep("build", "main.bicep", "--stdout"));

    /// <summary>The whole, to be read and thrown away.</summary>
    public static async Task<JsonDocument> Read()
    {
        SkipWithoutBicep();
        var (exitCode, output, errors) = await Built.Value;
        Assert.True(exitCode == 0, errors);
        return JsonDocument.Parse(output);
    }

    public static Task<(int ExitCode, string Output, string Errors)> Bicep(string command, string file, params string[] options) =>
        Repository.Run(s_bicep!, [command, Repository.PathOf("infra", file), .. options], CancellationToken.None);

    /// <summary>A file of parameters with these variables in the environment, as the deployment gets it.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> Parameters(string file, params string[] variables) =>
        Repository.Run("env", ["-i", "HOME=/tmp", .. variables, s_bicep!, "build-params", Repository.PathOf("infra", file), "--stdout"], CancellationToken.None);

    public static void SkipWithoutBicep() => Assert.SkipWhen(s_bicep is null, "There is no NuGet package of the bicep compiler for this machine (only for Linux x64).");

    /// <summary>The template and those of its modules.</summary>
    public static IEnumerable<JsonElement> Templates(JsonElement template) =>
        In(template).Where(resource => TypeOf(resource) == "Microsoft.Resources/deployments")
            .SelectMany(module => Templates(module.GetProperty("properties").GetProperty("template")))
            .Prepend(template);

    public static JsonElement Module(JsonDocument template, string name) => template.RootElement.GetProperty("resources").GetProperty(name);

    public static JsonElement TemplateOf(JsonDocument template, string module) => Module(template, module).GetProperty("properties").GetProperty("template");

    /// <summary>What is deployed of a type; what is only looked up (<c>existing</c>) is not.</summary>
    public static IEnumerable<JsonElement> Resources(JsonDocument template, string type) =>
        Templates(template.RootElement).SelectMany(In).Where(resource => TypeOf(resource) == type && !resource.TryGetProperty("existing", out _));

    public static IEnumerable<string> Types(JsonDocument template) =>
        Templates(template.RootElement).SelectMany(In).Where(resource => !resource.TryGetProperty("existing", out _)).Select(resource => TypeOf(resource)!).Distinct();

    public static IEnumerable<string> Named(JsonDocument template, string type) =>
        Templates(template.RootElement).SelectMany(inner => In(inner).Where(resource => TypeOf(resource) == type).SelectMany(resource => NamesOf(inner, resource))).Order(StringComparer.Ordinal);

    /// <summary>The app settings: name to what the template says.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> AppSettings()
    {
        using var template = await Read();
        var settings = Module(template, "functions").GetProperty("properties").GetProperty("parameters").GetProperty("settings").GetProperty("value");
        return settings.EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
    }

    /// <summary>Every property of a template, however deep.</summary>
    public static IEnumerable<JsonProperty> Properties(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Properties(property.Value).Prepend(property)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Properties),
        _ => [],
    };

    private static string? TypeOf(JsonElement resource) => resource.GetProperty("type").GetString();

    /// <summary>The resources of a template: named ones in language version 2, a list before.</summary>
    private static IEnumerable<JsonElement> In(JsonElement template) =>
        template.GetProperty("resources") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : template.GetProperty("resources").EnumerateObject().Select(resource => resource.Value);

    /// <summary>The names that a resource gets: those of the list that it loops over, or its own.</summary>
    private static IEnumerable<string> NamesOf(JsonElement template, JsonElement resource)
    {
        if (resource.TryGetProperty("copy", out var loop))
            return template.GetProperty("variables").GetProperty(ListName().Match(loop.GetProperty("count").GetString()!).Groups["list"].Value).EnumerateArray().Select(name => name.GetString()!);
        var name = resource.GetProperty("name").GetString()!;
        return [name.EndsWith("parameters('packageContainer'))]", StringComparison.Ordinal) ? "the package" : name];
    }

    [GeneratedRegex(@"^\[length\(variables\('(?<list>\w+)'\)\)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListName();
}
