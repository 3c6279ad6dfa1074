using System.Net.Http;
using System.Net.Sockets;
using Azure;

namespace Arl.Functions.Storage;

/// <summary>Tells faults of storage, and "it cannot be reached" among them, from every other fault.</summary>
internal static class StorageFaults
{
    /// <summary>Storage failed, in whatever way; what the caller has cancelled is no fault of it.</summary>
    public static bool IsOne(Exception fault, CancellationToken cancel) =>
        fault is RequestFailedException or AggregateException or IOException or HttpRequestException or SocketException || (fault is OperationCanceledException && !cancel.IsCancellationRequested);

    /// <summary>No connection, or none that held: status 0 is the SDK's word for it, and its retries collect several in one AggregateException.</summary>
    public static bool IsUnreachable(Exception fault) => fault switch
    {
        RequestFailedException failed => failed.Status is 0 or 503,
        AggregateException many => many.InnerExceptions.Count > 0 && many.InnerExceptions.All(IsUnreachable),
        HttpRequestException { StatusCode: null } or SocketException => true,
        IOException { InnerException: SocketException } => true,
        TaskCanceledException { InnerException: TimeoutException } => true,
        OperationCanceledException { Source: "Azure.Core", InnerException: OperationCanceledException } => true, // Its network timeout; a caller's own cancellation has nothing inside.
        _ => false,
    };
}
