using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Hosting;

/// <summary>What happens around every HTTP function, whichever host calls it: our headers, the limits, and an answer in place of a fault. No middleware of ASP.NET runs in front of functions in Azure, so each host asks here.</summary>
public sealed class AroundHttp(SecurityHeaders headers, RateLimits limits)
{
    /// <summary>Before a function is called; from now on the answer has our headers. Null: it may be called; else what is answered instead.</summary>
    public IResult? Refusal(HttpContext http)
    {
        headers.PutOn(http.Response);
        return limits.Refusal(http);
    }

    /// <summary>What is answered in place of a function that failed; null where an answer is under way already, or its caller is gone.</summary>
    public static IResult? InPlaceOf(Exception fault, HttpContext http) =>
        http.Response.HasStarted || (fault is OperationCanceledException && http.RequestAborted.IsCancellationRequested) ? null : FaultAnswers.To(fault);
}
