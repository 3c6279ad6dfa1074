using Arl.Functions.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Arl.Functions.Hosting.Azure;

/// <summary>Puts the answer for storage that is away in place of the fault. Runs inside the worker's own HTTP middleware, which executes the result.</summary>
internal sealed class StorageAwayMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (context.GetHttpContext() is { Response.HasStarted: false } && StorageAway.AnswerTo(fault) is { } answer)
        {
            context.GetInvocationResult().Value = answer;
        }
    }
}
