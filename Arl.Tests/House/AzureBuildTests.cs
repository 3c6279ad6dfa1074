using System.Text.Json;
using Arl.Functions;
using Arl.Functions.Staff;
using Arl.Functions.Staff.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.House;

/// <summary>
/// What <c>FunctionsHost=Azure</c> compiles. Its packages are not at hand everywhere, so the same files are compiled here against the stand-ins of the trigger
/// attributes: whatever leans on the local host does not compile.
/// </summary>
public sealed class AzureBuildTests
{
    /// <summary>What only the local host references, and what only these tests do. ScottPlot and SkiaSharp are there: the reach email's charts are drawn in Azure too.</summary>
    private static readonly string[] s_notThere = ["Arl.Functions", "Arl.Tests", "NCrontab", "Spectre.Console", "xunit", "CsCheck", "AngleSharp", "Microsoft.Playwright", "UglyToad.PdfPig", "Microsoft.CodeAnalysis", "Microsoft.Extensions.TimeProvider.Testing"];

    private const string Program = "Hosting/Azure/Program.cs";

    /// <summary>What our program uses of the worker, in the worker's own shape.</summary>
    private const string Worker = """
        namespace Microsoft.Azure.Functions.Worker.Builder
        {
            public interface IFunctionsWorkerApplicationBuilder { Microsoft.Extensions.DependencyInjection.IServiceCollection Services { get; } }
            public abstract class FunctionsApplicationBuilder : IFunctionsWorkerApplicationBuilder
            {
                public abstract Microsoft.Extensions.DependencyInjection.IServiceCollection Services { get; }
                public abstract Microsoft.Extensions.Configuration.ConfigurationManager Configuration { get; }
                public abstract Microsoft.Extensions.Hosting.IHost Build();
            }
            public static class FunctionsApplication { public static FunctionsApplicationBuilder CreateBuilder(string[] args) => throw null!; }
        }
        namespace Microsoft.Extensions.Hosting
        {
            public static class WorkerExtensions
            {
                public static Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder builder) => builder;
                public static Microsoft.Azure.Functions.Worker.Builder.IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this Microsoft.Azure.Functions.Worker.Builder.IFunctionsWorkerApplicationBuilder builder) where T : class, Microsoft.Azure.Functions.Worker.Middleware.IFunctionsWorkerMiddleware => builder;
            }
        }
        namespace Microsoft.Azure.Functions.Worker
        {
            public abstract class FunctionDefinition { public abstract string Name { get; } }
            public class WorkerOptions { public System.Collections.Generic.IDictionary<string, string> Capabilities => throw null!; }
            public abstract class FunctionContext { public abstract FunctionDefinition FunctionDefinition { get; } }
            public abstract class InvocationResult { public abstract object? Value { get; set; } }
            public static class FunctionContextBindingFeatureExtensions { public static InvocationResult GetInvocationResult(this FunctionContext context) => throw null!; }
            public static class FunctionContextExtensions { public static Microsoft.AspNetCore.Http.HttpContext? GetHttpContext(this FunctionContext context) => null; }
        }
        namespace Microsoft.Azure.Functions.Worker.Middleware
        {
            public delegate System.Threading.Tasks.Task FunctionExecutionDelegate(FunctionContext context);
            public interface IFunctionsWorkerMiddleware { System.Threading.Tasks.Task Invoke(FunctionContext context, FunctionExecutionDelegate next); }
        }
        """;

    /// <summary>Halves of partial members that source generators write (logging, regular expressions).</summary>
    private static readonly string[] s_generated = ["CS8795", "CS9248"];

    private static readonly Lazy<Task<Dictionary<string, List<string>>>> s_items = new(Evaluate);

    [Fact]
    public async Task It_compiles_no_file_of_the_local_host_and_ships_none()
    {
        var items = await s_items.Value;

        Assert.Equal([Program], items["Compile"].Where(file => file.StartsWith("Hosting/Azure/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(items.Values.SelectMany(files => files), file => file.StartsWith("Hosting/Local/", StringComparison.Ordinal));
    }

    [Fact]
    public void It_does_around_HTTP_functions_what_the_local_host_does()
    {
        var program = Repository.Text("Arl.Functions", Program);

        Assert.Contains("builder.UseMiddleware<HttpMiddleware>();", program, StringComparison.Ordinal);
        Assert.All(["around.Refusal(http) is { } refusal", "AroundHttp.InPlaceOf(fault, http) is { } answer"], step =>
        {
            Assert.Contains(step, program, StringComparison.Ordinal);
            Assert.Contains(step, Repository.Text("Arl.Functions", "Hosting", "Local", "HttpFunctions.cs"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Nothing_outside_the_local_host_leans_on_it()
    {
        var compilation = await Compile();

        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error && !s_generated.Contains(found.Id));

        Assert.Empty(errors.Select(error => error.ToString()));
    }

    [Fact]
    public async Task It_has_Entra_IDs_sign_in_and_no_developer_door()
    {
        var compilation = await Compile();
        var signIn = compilation.GetTypeByMetadataName(typeof(IStaffSignIn).FullName!)!;

        var doors = TypesIn(compilation.Assembly.GlobalNamespace).Where(type => type.AllInterfaces.Contains(signIn, SymbolEqualityComparer.Default));

        Assert.Equal([nameof(EntraSignIn), nameof(NobodyIsStaff)], doors.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_sign_in_that_every_host_starts_from_admits_nobody()
    {
        var services = new ServiceCollection().AddArl(new ConfigurationBuilder().Build());

        var signIn = Assert.Single(services, service => service.ServiceType == typeof(IStaffSignIn));

        Assert.Equal(typeof(NobodyIsStaff), signIn.ImplementationType);
        Assert.Null(await new NobodyIsStaff().Who(new DefaultHttpContext().Request));
    }

    [Fact]
    public void The_workers_packages_are_asked_for_in_the_Azure_build_only()
    {
        Assert.DoesNotContain("Microsoft.Azure.Functions", Repository.Text("Arl.Functions", "packages.lock.json"), StringComparison.Ordinal);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name!.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal));
    }

    private static async Task<CSharpCompilation> Compile()
    {
        var items = await s_items.Value;
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var files = items["Compile"].Append("Hosting/Local/TriggerAttributes.cs");
        var usings = string.Concat(items["Using"].Select(name => $"global using {name};"));
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(Repository.Text("Arl.Functions", file), options, file, cancellationToken: TestContext.Current.CancellationToken))
            .Concat(new[] { usings, Worker }.Select(text => CSharpSyntaxTree.ParseText(text, options, cancellationToken: TestContext.Current.CancellationToken)));
        return CSharpCompilation.Create("Arl.Functions.Azure", trees, References(), new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !s_notThere.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            .Select(path => MetadataReference.CreateFromFile(path));

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetTypeMembers().SelectMany(type => type.GetTypeMembers())).Concat(space.GetNamespaceMembers().SelectMany(TypesIn));

    /// <summary>The items of Arl.Functions as MSBuild sees them for Azure: kind to paths.</summary>
    private static async Task<Dictionary<string, List<string>>> Evaluate()
    {
        var (exitCode, output, errors) = await Repository.Run("dotnet",
            ["msbuild", "Arl.Functions", "-p:FunctionsHost=Azure", "-getItem:Compile", "-getItem:Using", "-getItem:EmbeddedResource", "-getItem:Content", "-getItem:None"], CancellationToken.None);
        Assert.True(exitCode == 0, output + errors);
        using var evaluated = JsonDocument.Parse(output);
        return evaluated.RootElement.GetProperty("Items").EnumerateObject().ToDictionary(
            kind => kind.Name,
            kind => kind.Value.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/')).ToList());
    }
}
