using System.Net;
using System.Net.Sockets;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// Looks whether a link leads somewhere. Since coaches type the links, it goes only where <see cref="MayConnect"/> lets it: asked of the very address that is then connected to, so that no name and no redirect leads elsewhere.
/// HEAD first; GET where that is refused or not answered, and of its answer the body is never read. What asks for a sign-in, or says that we ask too often, is there.
/// </summary>
public sealed class LinkLook : IDisposable
{
    /// <summary>For one link, with all its redirects.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private const double HeadsShare = 0.4; // 8 of 20 seconds: a server that swallows HEAD still answers GET.
    private const int MostHops = 6;
    private readonly HttpClient _http;
    private readonly TimeSpan _limit;

    /// <param name="limit">Null is <see cref="Limit"/>.</param>
    public LinkLook(MayConnect mayConnect, TimeSpan? limit = null)
    {
        _limit = limit ?? Limit;
        // No proxy: it would connect in our place. No trace of ours goes to strangers.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null };
        (handler.ConnectTimeout, handler.PooledConnectionLifetime, handler.MaxResponseHeadersLength, handler.MaxResponseDrainSize) = (TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), 32, 0);
        handler.ConnectCallback = (connection, cancel) => Connect(connection.DnsEndPoint, mayConnect, cancel);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }; // AllowAutoRedirect = false, by its handler above.
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("ArlLinkCheck/1.0");
    }

    public async Task<bool> Works(Uri link, CancellationToken cancel)
    {
        var head = _limit * HeadsShare;
        return await Answers(HttpMethod.Head, link, head, cancel) || await Answers(HttpMethod.Get, link, _limit - head, cancel);
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> Answers(HttpMethod method, Uri link, TimeSpan within, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(within);
        try
        {
            return await Answers(method, link, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Follows redirects by hand: each may lead to any address, and only to http or https.</summary>
    private async Task<bool> Answers(HttpMethod method, Uri link, CancellationToken cancel)
    {
        for (var hop = 0; hop < MostHops && link is { IsAbsoluteUri: true, Scheme: "http" or "https" }; hop++)
        {
            using var request = new HttpRequestMessage(method, link);
            try
            {
                using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
                if ((int)answer.StatusCode is < 300 or >= 400)
                    return answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests;
                if (answer.Headers.Location is not { } next)
                    return false;
                link = new Uri(link, next);
            }
            catch (Exception unreached) when (unreached is HttpRequestException or UriFormatException)
            {
                return false;
            }
        }
        return false;
    }

    private static async ValueTask<Stream> Connect(DnsEndPoint to, MayConnect mayConnect, CancellationToken cancel)
    {
        var addresses = (await Dns.GetHostAddressesAsync(to.Host, cancel)).Where(address => mayConnect(address)).ToArray();
        if (addresses.Length == 0)
            throw new HttpRequestException("The link leads to no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
