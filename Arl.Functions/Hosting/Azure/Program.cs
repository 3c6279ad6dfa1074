using Arl.Functions;
using Arl.Functions.Hosting;
using Arl.Functions.Hosting.Azure;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<AroundHttp>();
builder.Services.AddArl(builder.Configuration);
builder.Services.PostConfigure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.None); // The worker's own part would take the caller out of X-Forwarded-For, where SenderNetwork looks for it.
if (Telemetry.IsCollected(builder.Configuration))
    builder.Services.Configure<WorkerOptions>(worker => worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString); // Tells the host that the worker exports its own logs, so that it does not export them again.
builder.Build().Run();

namespace Arl.Functions.Hosting.Azure
{
    /// <summary>What the local host does around HTTP functions too: our headers, and an answer in place of a fault. Runs inside the worker's own HTTP middleware, which executes the result.</summary>
    internal sealed partial class AroundHttp(SecurityHeaders headers, RateLimits limits, ILogger<AroundHttp> log) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => context.GetHttpContext() is { } http ? Answer(context, http, next) : next(context);

        private async Task Answer(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
        {
            headers.PutOn(http.Response);
            if (limits.Refusal(http) is { } refusal)
            {
                context.GetInvocationResult().Value = refusal;
                return;
            }
            try
            {
                await next(context);
            }
            catch (Exception fault) when (!http.Response.HasStarted && !(fault is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
            {
                Failed(fault, context.FunctionDefinition.Name);
                context.GetInvocationResult().Value = FaultAnswers.To(fault);
            }
        }

        [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed.")]
        private partial void Failed(Exception fault, string function);
    }
}
