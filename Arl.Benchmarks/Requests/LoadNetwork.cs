using System.Globalization;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Hosting.Local.Samples;
using Arl.Functions.Imports;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Benchmarks.Requests;

/// <summary>What every measure of load begins with: the sample network's coaches, everywhere and with room for all, and requests from distinct schools and contacts.</summary>
internal static class LoadNetwork
{
    public const int Schools = 1_600;

    public static IReadOnlyList<School> Directory { get; } = SampleSchools.Generate(Schools, seed: 1);

    public static IReadOnlyList<Coach> Coaches { get; } = [.. ((Result<IReadOnlyList<Coach>>.Ok)CoachFile.Read(SampleCoaches.Csv())).Value.Select(coach => coach with { Capacity = 1_000_000, States = new HashSet<UsState>(), Levels = new HashSet<SchoolLevel>() })];

    public static IConfiguration Settings(string connection, int smtpPort) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AzureWebJobsStorage"] = connection,
        ["Arl:BaseUrl"] = "https://help.arl.example",
        ["Arl:LinkKeys"] = Convert.ToBase64String(new byte[32]),
        ["Arl:StaffRecipients"] = "staff@arl.example",
        ["Mail:Provider"] = "Smtp",
        ["Mail:From"] = "network@arl.example",
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:Smtp:Port"] = smtpPort.ToString(CultureInfo.InvariantCulture),
        ["AzureFunctionsJobHost:logging:logLevel:default"] = "Error",
    }).Build();

    /// <summary>All services as the host has them, on this storage.</summary>
    public static WebApplication Build(ArlStorage storage, string connection, int smtpPort)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(storage).AddLocal(Settings(connection, smtpPort));
        return builder.Build();
    }

    /// <summary>Tables, schools and coaches; nothing is owed.</summary>
    public static async Task Prepare(string connection)
    {
        var storage = new ArlStorage(connection);
        await storage.CreateMissing(CancellationToken.None);
        await using var app = Build(storage, connection, smtpPort: 25);
        var services = app.Services;
        var store = services.GetRequiredService<SchoolDirectoryStore>();
        await store.Save(SchoolDirectory.Build(Directory, new("invented schools", "2026-2027", IsSample: true, DateTimeOffset.UtcNow)), await store.Current(CancellationToken.None), CancellationToken.None);
        await services.GetRequiredService<CoachesTable>().Import(Coaches, new(DateTimeOffset.UtcNow, "load"), CancellationToken.None);
        await storage.Queue(QueueNames.PlanWaiting).ClearMessagesAsync();
        await ActivatorUtilities.CreateInstance<PlanWaiting>(services).Run(new(DateTimeOffset.UtcNow), CancellationToken.None);
    }

    /// <param name="schools">How many of the schools take turns.</param>
    public static RequestForm Form(int number, int schools = Schools) => new()
    {
        SchoolId = Directory[number % schools].Id.ToString(),
        ContactName = "Ana Lucero",
        ContactRole = "Principal",
        ContactEmail = string.Create(CultureInfo.InvariantCulture, $"ana.lucero{number}@schools.example"),
        Needs = [Need.All[number % Need.All.Count].Id],
        Goals = "Reach every family before the winter break.",
        Consent = true,
    };

    public static async Task<Reference> Submit(AcceptRequest accept, RequestForm form) =>
        await accept.Handle(form, idempotencyKey: null, EnteredBy.School, CancellationToken.None) is Acceptance.Accepted(var reference) ? reference : throw new InvalidOperationException("A request was not accepted.");
}
