using System.Net.Http;
using System.Net.Sockets;
using Azure;
using Azure.Data.Tables.Models;

namespace Arl.Functions.Storage;

/// <summary>Tells faults of storage apart: from every other fault, what cannot be reached, and a write that somebody else was faster with.</summary>
internal static class StorageFaults
{
    /// <summary>Storage failed, in whatever way; what the caller has cancelled is no fault of it.</summary>
    public static bool IsOne(Exception fault, CancellationToken cancel) =>
        fault is RequestFailedException or AggregateException or IOException or HttpRequestException or SocketException || (fault is OperationCanceledException && !cancel.IsCancellationRequested);

    /// <summary>
    /// A row was changed, written or deleted since it was read (412, 409, 404), so that nothing was written: whoever wrote looks again. A table that is not there is no such thing, and no look at it ends.
    /// </summary>
    public static bool IsConflict(RequestFailedException fault) => fault.Status is 404 or 409 or 412 && fault.ErrorCode != TableErrorCode.TableNotFound.ToString();

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
