using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Arl.Tests.House;

/// <summary>What every project is built by.</summary>
public sealed partial class BuildRules
{
    private const string Build = "Directory.Build.props";
    private const string Packages = "Directory.Packages.props";

    [Fact]
    public void The_workers_packages_are_those_that_the_Azure_build_was_checked_with()
    {
        const string Worker = "Microsoft.Azure.Functions.Worker";

        var pinned = XDocument.Parse(Repository.Text(Packages)).Descendants("PackageVersion")
            .Select(package => (Name: package.Attribute("Include")!.Value, Version: package.Attribute("Version")!.Value))
            .Where(package => package.Name.StartsWith(Worker, StringComparison.Ordinal)).Order();

        Assert.Equal(
        [
            (Worker, "2.52.0"),
            (Worker + ".Extensions.Http.AspNetCore", "2.1.1"),
            (Worker + ".Extensions.Storage.Queues", "5.5.4"),
            (Worker + ".Extensions.Timer", "4.3.1"),
            (Worker + ".Sdk", "2.0.7"),
        ], pinned);
    }

    [Theory]
    [InlineData(Build, "TreatWarningsAsErrors", "true")]
    [InlineData(Build, "Nullable", "enable")]
    [InlineData(Packages, "ManagePackageVersionsCentrally", "true")]
    [InlineData(Packages, "CentralPackageTransitivePinningEnabled", "true")]
    public void One_file_at_the_root_says_it_for_every_project_and_configuration(string file, string property, string value)
    {
        var said = Assert.Single(XDocument.Parse(Repository.Text(file)).Descendants(property));

        Assert.Equal(value, said.Value);
        Assert.Empty(said.AncestorsAndSelf().Attributes("Condition"));
        Assert.Equal([file], Repository.Files.Where(found => Path.GetFileName(found) == file)); // One nearer to a project would hide it.
    }

    [Fact]
    public void No_project_says_otherwise() =>
        Assert.DoesNotContain(Repository.Files.Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets" && file is not (Build or Packages)), file => Otherwise().IsMatch(Repository.Text(file)));

    [Fact]
    public void No_warning_is_let_off() =>
        Assert.DoesNotContain(Repository.Files.Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets"), file => LetOff().IsMatch(Repository.Text(file)));

    [GeneratedRegex("<(TreatWarningsAsErrors|Nullable|ManagePackageVersionsCentrally|CentralPackageTransitivePinningEnabled|ImportDirectory\\w+Props|ImportDirectoryPackagesProps)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Otherwise();

    [GeneratedRegex("<(NoWarn|WarningsNotAsErrors|MSBuildWarningsNotAsErrors|MSBuildWarningsAsMessages|WarningLevel)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LetOff();
}
