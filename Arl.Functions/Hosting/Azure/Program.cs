using Arl.Functions;
using Arl.Functions.Hosting;
using Arl.Functions.Hosting.Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<HttpMiddleware>();
builder.Services.AddArl(builder.Configuration);
builder.Services.PostConfigure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.None); // The worker's own part would take the caller out of X-Forwarded-For, where SenderNetwork looks for it.
if (Telemetry.IsCollected(builder.Configuration))
    builder.Services.Configure<WorkerOptions>(worker => worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString); // Tells the host that the worker exports its own logs, so that it does not export them again.
builder.Build().Run();

namespace Arl.Functions.Hosting.Azure
{
    /// <summary>Runs inside the worker's own HTTP middleware, which executes the result.</summary>
    internal sealed partial class HttpMiddleware(AroundHttp around, ILogger<HttpMiddleware> log) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var http = context.GetHttpContext();
            if (http is not null && around.Refusal(http) is { } refusal)
            {
                context.GetInvocationResult().Value = refusal;
                return;
            }
            try
            {
                await next(context);
            }
            catch (Exception fault) when (http is not null && AroundHttp.InPlaceOf(fault, http) is { } answer)
            {
                Failed(fault, context.FunctionDefinition.Name);
                context.GetInvocationResult().Value = answer;
            }
        }

        [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed.")]
        private partial void Failed(Exception fault, string function);
    }
}
