using System.Net.Http;
using System.Net.Sockets;
using Azure;

namespace Arl.Functions.Storage;

/// <summary>Tells "the storage cannot be reached" from every other fault.</summary>
internal static class StorageFaults
{
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
