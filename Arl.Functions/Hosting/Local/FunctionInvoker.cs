using System.Diagnostics;
using System.Reflection;
using Arl.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary>Calls a function: its class is built anew in a scope of its own, and how it went is logged by name and id.</summary>
internal sealed partial class FunctionInvoker(IServiceScopeFactory scopes, HostSettings settings, ILogger<FunctionInvoker> log)
{
    /// <summary>Calls a queue or timer function. Its own fault comes out as it was thrown.</summary>
    public async Task Call(LocalFunction function, object? trigger, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Call(function, trigger, route: null, scope.ServiceProvider, run: null, cancel);
    }

    /// <summary>Calls an HTTP function in the scope of its request and writes its answer.</summary>
    public Task Answer(LocalFunction.Http function, HttpContext http) =>
        Call(function, http.Request, http.Request.RouteValues, http.RequestServices, result => result.ExecuteAsync(http), http.RequestAborted);

    private async Task Call(LocalFunction function, object? trigger, RouteValueDictionary? route, IServiceProvider services, Func<IResult, Task>? run, CancellationToken cancel)
    {
        var id = Guid.NewGuid();
        var started = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.FunctionTimeout);
        try
        {
            if (await Invoke(function, trigger, route, services, limit.Token) is IResult result && run is not null)
                await run(result);
            if (function is LocalFunction.Http)
                Answered(function.Name, id, Milliseconds(started));
            else
                Done(function.Name, id, Milliseconds(started));
        }
        catch (Exception fault) when (Tell(fault, function.Name, id, Milliseconds(started), limit.IsCancellationRequested, cancel))
        {
            throw; // Never reached: the filter only tells, so that the log line stands where the fault was thrown.
        }
    }

    private static async Task<object?> Invoke(LocalFunction function, object? trigger, RouteValueDictionary? route, IServiceProvider services, CancellationToken cancel)
    {
        var instance = function.Method.IsStatic ? null : ActivatorUtilities.CreateInstance(services, function.Method.DeclaringType!);
        try
        {
            object?[] values = [.. function.Arguments.Select(argument => argument(trigger, route, cancel))];
            return await Result(function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, values, culture: null));
        }
        finally
        {
            if (instance is IAsyncDisposable later)
                await later.DisposeAsync();
            else
                (instance as IDisposable)?.Dispose();
        }
    }

    private static async Task<object?> Result(object? returned)
    {
        switch (returned)
        {
            case Task<IResult> answer:
                return await answer;
            case ValueTask<IResult> answer:
                return await answer;
            case Task work:
                await work;
                return null;
            case ValueTask work:
                await work;
                return null;
            default:
                return returned;
        }
    }

    private bool Tell(Exception fault, string name, Guid id, long milliseconds, bool cancelled, CancellationToken caller)
    {
        if (fault is OperationCanceledException && caller.IsCancellationRequested)
            Cancelled(name, id, milliseconds);
        else if (fault is OperationCanceledException && cancelled)
            TooLong(name, id, milliseconds, settings.FunctionTimeout);
        else if (StorageFaults.IsUnreachable(fault))
            NoStorage(name, id, milliseconds);
        else
            Failed(fault, name, id, milliseconds);
        return false;
    }

    private static long Milliseconds(long since) => (long)Stopwatch.GetElapsedTime(since).TotalMilliseconds;

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} answered in {Milliseconds} ms ({Id}).")]
    private partial void Answered(string function, Guid id, long milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} done in {Milliseconds} ms ({Id}).")]
    private partial void Done(string function, Guid id, long milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} was cancelled after {Milliseconds} ms ({Id}).")]
    private partial void Cancelled(string function, Guid id, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} was cancelled after {Milliseconds} ms ({Id}): host.json's functionTimeout is {Limit}.")]
    private partial void TooLong(string function, Guid id, long milliseconds, TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} could not reach storage or another service, after {Milliseconds} ms ({Id}).")]
    private partial void NoStorage(string function, Guid id, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed after {Milliseconds} ms ({Id}).")]
    private partial void Failed(Exception fault, string function, Guid id, long milliseconds);
}
