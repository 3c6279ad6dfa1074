using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Tests.LearningCalls.Library;

/// <summary>A site of somebody else's, as links lead to: good pages, dead ones, and traps.</summary>
internal sealed class LinkServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _sent;

    private LinkServer(WebApplication app) => _app = app;

    /// <summary>Method and path of every request.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Bytes of the endless page.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public Uri Url { get; private set; } = null!;

    public static async Task<LinkServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new LinkServer(builder.Build());
        server._app.Run(server.Answer);
        await server._app.StartAsync();
        server.Url = new(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        Asked.Enqueue($"{http.Request.Method} {path}");
        var isHead = HttpMethods.IsHead(http.Request.Method);
        switch (path)
        {
            case "/ok":
            case "/silent-head" when !isHead:
                break;
            case "/no-head" or "/endless" when isHead:
                http.Response.StatusCode = 405;
                break;
            case "/no-head":
                await http.Response.WriteAsync("Here.");
                break;
            case "/endless":
                await Endless(http);
                break;
            case "/sign-in":
                http.Response.StatusCode = 401;
                break;
            case "/moved":
                Redirect(http, "/ok");
                break;
            case "/loop":
                Redirect(http, "/loop");
                break;
            case "/to-elsewhere":
                Redirect(http, $"http://127.0.0.2:{http.Request.Host.Port}/ok");
                break;
            case "/to-a-file":
                Redirect(http, "file:///etc/passwd");
                break;
            case "/silent" or "/silent-head":
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            default:
                http.Response.StatusCode = 404;
                break;
        }
    }

    private async Task Endless(HttpContext http)
    {
        var piece = new byte[64 * 1024];
        try
        {
            while (!http.RequestAborted.IsCancellationRequested && Sent < 50_000_000)
            {
                await http.Response.Body.WriteAsync(piece, http.RequestAborted);
                Interlocked.Add(ref _sent, piece.Length);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The caller hung up.
        }
    }

    private static void Redirect(HttpContext http, string to)
    {
        http.Response.StatusCode = (int)HttpStatusCode.Found;
        http.Response.Headers.Location = to;
    }
}
