using Arl.Functions;
using Arl.Functions.Hosting.Azure;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<StorageAwayMiddleware>();
builder.Services.AddArl(builder.Configuration);
builder.Build().Run();
