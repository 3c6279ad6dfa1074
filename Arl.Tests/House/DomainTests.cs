using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Arl.Tests.House;

public sealed class DomainTests
{
    private static readonly string[] s_outside =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.StreamReader", "System.IO.StreamWriter", "System.Net.Http", "System.Net.Sockets", "System.Diagnostics.Process",
        "System.Console", "Azure", "Microsoft.Extensions", "Microsoft.AspNetCore", "MailKit", "SendGrid", "CsvHelper", "Arl.Functions", "Arl.Pages",
    ];

    /// <summary>Time, chance, culture and the machine: in the domain they come in as values.</summary>
    private static readonly string[] s_air =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "TimeProvider.System", "TimeZoneInfo.Local", "Stopwatch.StartNew", "Stopwatch.GetTimestamp",
        "Guid.NewGuid", "Guid.CreateVersion7", "Random.Shared", "RandomNumberGenerator.GetBytes", "RandomNumberGenerator.GetInt32", "RandomNumberGenerator.Fill",
        "CultureInfo.CurrentCulture", "CultureInfo.CurrentUICulture", "Thread.Sleep", "Task.Delay", "Task.Run",
    ];

    [Fact]
    public void The_domain_does_no_input_or_output()
    {
        using var domain = new PEReader(File.OpenRead(typeof(Arl.Domain.EmailAddress).Assembly.Location));
        var reader = domain.GetMetadataReader();

        var used = reader.TypeReferences.Select(reader.GetTypeReference).Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}").ToList();

        Assert.Contains("System.Net.Mail.MailAddress", used); // The list is read: this one the domain does use.
        Assert.DoesNotContain(used, type => s_outside.Any(outside => type == outside || type.StartsWith(outside + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_domain_references_no_package_and_no_other_room()
    {
        var project = Repository.Text("Arl.Domain", "Arl.Domain.csproj");

        Assert.DoesNotContain("Reference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_chance_and_culture_never_come_from_the_air_in_the_domain()
    {
        var taken = Repository.Code("Arl.Domain").SelectMany(file => CSharpSyntaxTree.ParseText(Repository.Text(file), cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Select(access => access.ToString())
            .Where(access => s_air.Contains(access) || access.StartsWith("Environment.", StringComparison.Ordinal))
            .Select(access => $"{file}: {access}"));

        Assert.Empty(taken);
    }

    [Fact]
    public void No_chance_without_a_seed_in_the_domain()
    {
        var unseeded = Repository.Code("Arl.Domain").SelectMany(file => CSharpSyntaxTree.ParseText(Repository.Text(file), cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
            .Where(created => created.Type.ToString() == "Random" && created.ArgumentList?.Arguments.Count is null or 0)
            .Select(created => $"{file}: {created}"));

        Assert.Empty(unseeded);
    }
}
