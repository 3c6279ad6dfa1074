using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Arl.Functions.Requests.Guard;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Web;

/// <summary>
/// How many calls a network may make in a minute, whatever they ask for: settings <c>Guard:…PerMinute</c>. Each host asks before it calls a function. Counted in this process, and in a fixed number of places: a network is hashed, with a key that
/// the process forgets, to one of 65,536, so that no flood of addresses fills the memory. (The limiters of System.Threading.RateLimiting keep one object for each, without an end, and cannot be handed the time.)
/// A place holds the moment until which its calls so far would last if they came evenly (GCRA): a burst of a minute's calls passes, then they pass as time does.
/// </summary>
public sealed partial class RateLimits(SenderNetwork senders, IOptions<GuardOptions> options, TimeProvider clock, ILogger<RateLimits> log)
{
    private const int Places = 1 << 16;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lazy<long[][]> _lasts = new(() => [.. Enum.GetValues<Kind>().Select(_ => new long[Places])]);

    private readonly long[] _said = new long[Enum.GetValues<Kind>().Length];

    private enum Kind { Read, Write, Staff, Webhook }

    /// <summary>What is answered instead of calling a function; null: the call may pass.</summary>
    public IResult? Refusal(HttpContext http)
    {
        if (KindOf(http.Request) is not { } kind || senders.Of(http.Request) is not { } network)
            return null;
        var most = MostOf(kind);
        if (WaitOf(ref _lasts.Value[(int)kind][PlaceOf(network)], most) is not { } wait)
            return null;
        if (WaitOf(ref _said[(int)kind], 1) is null) // At most one line a minute: a flood must not become one of the log.
            Over(kind, most);
        return new TooMany(most, wait);
    }

    /// <summary>Null is not counted: what a browser fetches beside a page, and who asks whether we live.</summary>
    private static Kind? KindOf(HttpRequest http)
    {
        var path = http.Path;
        bool Is(string start) => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase);
        return Is("/assets") || path.Equals("/api/health", StringComparison.OrdinalIgnoreCase) ? null
            : Is("/api/sendgrid") ? Kind.Webhook
            : Is("/staff") || Is("/api/staff") ? Kind.Staff
            : HttpMethods.IsGet(http.Method) || HttpMethods.IsHead(http.Method) || HttpMethods.IsOptions(http.Method) ? Kind.Read : Kind.Write;
    }

    private int MostOf(Kind kind) => kind switch
    {
        Kind.Read => options.Value.ReadsPerMinute,
        Kind.Write => options.Value.WritesPerMinute,
        Kind.Staff => options.Value.StaffPerMinute,
        _ => options.Value.WebhookPerMinute,
    };

    private int PlaceOf(string network) => BinaryPrimitives.ReadUInt16LittleEndian(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(network)));

    /// <param name="lasts">Ticks, UTC.</param>
    private TimeSpan? WaitOf(ref long lasts, int most)
    {
        var each = s_minute.Ticks / most;
        while (true)
        {
            var (before, now) = (Interlocked.Read(ref lasts), clock.GetUtcNow().UtcTicks);
            var after = Math.Max(before, now) + each;
            if (after - now > s_minute.Ticks)
                return TimeSpan.FromTicks(after - now - s_minute.Ticks);
            if (Interlocked.CompareExchange(ref lasts, after, before) == before)
                return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A network makes more than {Most} calls a minute ({Kind}); they are refused.")]
    private partial void Over(Kind kind, int most);

    private sealed class TooMany(int most, TimeSpan wait) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            Problems.RetryAfter(httpContext, wait);
            PageResults.KeepSecret(httpContext.Request);
            return Reader.IsPerson(httpContext.Request)
                ? PageResults.Message(Told.TooMany, StatusCodes.Status429TooManyRequests).ExecuteAsync(httpContext)
                : Problems.TooMany($"We take at most {most} such calls a minute from one network.", wait).ExecuteAsync(httpContext);
        }
    }
}
