using Arl.Functions;
using Arl.Functions.Hosting;
using Arl.Functions.Hosting.Azure;
using Arl.Functions.Staff;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<StorageAwayMiddleware>();
builder.Services.AddSingleton<IStaffSignIn, PlatformSignIn>();
builder.Services.AddArl(builder.Configuration);
if (Telemetry.IsCollected(builder.Configuration))
    builder.Services.Configure<WorkerOptions>(worker => worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString); // Tells the host that the worker exports its own logs, so that it does not export them again.
builder.Build().Run();
