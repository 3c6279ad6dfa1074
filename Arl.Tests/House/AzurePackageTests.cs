using System.Text.Json;
using Xunit;

namespace Arl.Tests.House;

/// <summary>What is deployed: the app for Linux x64, compiled ahead, and nothing of tests, samples or the local host.</summary>
public sealed class AzurePackageTests
{
    private static readonly Lazy<Task<JsonElement>> s_evaluated = new(Evaluate);

    [Theory]
    [InlineData("RuntimeIdentifier", "linux-x64")] // Or the natives of OR-Tools and SkiaSharp for five machines would go along.
    [InlineData("SelfContained", "false")]
    [InlineData("PublishReadyToRun", "true")]
    public async Task It_is_built_for_the_one_machine_that_runs_it(string property, string value) =>
        Assert.Equal(value, (await s_evaluated.Value).GetProperty("Properties").GetProperty(property).GetString());

    [Fact]
    public async Task Beside_what_is_compiled_it_holds_the_hosts_settings_and_nothing_else()
    {
        var items = (await s_evaluated.Value).GetProperty("Items");

        var copied = new[] { "None", "Content" }.SelectMany(kind => items.GetProperty(kind).EnumerateArray())
            .Where(item => new[] { "CopyToPublishDirectory", "CopyToOutputDirectory" }.Any(name => item.TryGetProperty(name, out var when) && when.GetString() is "Always" or "PreserveNewest" or "IfDifferent"))
            .Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'));

        Assert.Equal(["../host.json"], copied);
    }

    [Fact]
    public async Task What_it_embeds_is_neither_a_sample_nor_a_test()
    {
        var embedded = (await s_evaluated.Value).GetProperty("Items").GetProperty("EmbeddedResource").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/')).ToList();

        Assert.DoesNotContain(embedded, file => file.Contains("Sample", StringComparison.OrdinalIgnoreCase) || file.Contains("Local", StringComparison.Ordinal) || file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Requests/FreeMailDomains.txt", embedded);
    }

    [Fact]
    public async Task It_references_no_package_of_the_local_host_and_no_test()
    {
        var items = (await s_evaluated.Value).GetProperty("Items");

        var packages = items.GetProperty("PackageReference").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).ToList();
        var projects = items.GetProperty("ProjectReference").EnumerateArray().Select(item => Path.GetFileNameWithoutExtension(item.GetProperty("Identity").GetString()!.Replace('\\', '/')));

        Assert.DoesNotContain(packages, package => package is "NCrontab" or "Spectre.Console" || package.Contains("xunit", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Microsoft.Azure.Functions.Worker.Sdk", packages);
        Assert.Equal(["Arl.Domain", "Arl.Pages"], projects.Order(StringComparer.Ordinal));
        Assert.All(["Arl.Tests", "Arl.Benchmarks"], project => Assert.Contains("<LocalHostOnly>true</LocalHostOnly>", Repository.Text(project, project + ".csproj"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "Arl.Functions.dll", "host.json", "libSkiaSharp.so", ".azurefunctions/NCrontab.Signed.dll", "runtimes/linux-x64/native/a.so")]
    [InlineData(1, "Arl.Functions.dll", "Arl.Tests.dll")]
    [InlineData(1, "Arl.Functions.dll", "Spectre.Console.dll")]
    [InlineData(1, "Arl.Functions.dll", "runtimes/win-x64/native/google-ortools-native.dll")]
    [InlineData(1, "Arl.Functions.dll", "libHarfBuzzSharp.dylib")]
    [InlineData(1, "Arl.Functions.dll", "local.settings.json")]
    [InlineData(1, "Arl.Functions.dll", "samples/schools.csv")]
    public async Task The_package_that_was_built_is_looked_into(int exitCode, params string[] files)
    {
        var folder = Directory.CreateTempSubdirectory("arl-package-");
        try
        {
            foreach (var file in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, file))!);
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), "x", TestContext.Current.CancellationToken);
            }

            var (code, _, errors) = await Repository.Run("node", [".ci/package.mjs", folder.FullName], TestContext.Current.CancellationToken);

            Assert.True(exitCode == code, errors);
            Assert.Contains(exitCode == 0 ? "" : files[^1], errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<JsonElement> Evaluate()
    {
        var (exitCode, output, errors) = await Repository.Run("dotnet",
            ["msbuild", "Arl.Functions", "-p:FunctionsHost=Azure", "-getProperty:RuntimeIdentifier,SelfContained,PublishReadyToRun", "-getItem:None,Content,EmbeddedResource,PackageReference,ProjectReference"], CancellationToken.None);
        Assert.True(exitCode == 0, output + errors);
        using var evaluated = JsonDocument.Parse(output);
        return evaluated.RootElement.Clone();
    }
}
