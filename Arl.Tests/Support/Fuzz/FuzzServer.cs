using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Arl.Tests.Support.Fuzz;

/// <summary>A request as it comes out of the server: <paramref name="Path"/> decoded, the query as it was sent.</summary>
internal sealed record FuzzRequest(string Method, string Path)
{
    public string Query { get; init; } = "";

    public string? ContentType { get; init; }

    public byte[] Body { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public override string ToString() => $"{Method} {Path}{Query} {ContentType} {string.Join(' ', Headers.Select(header => $"{header.Name}: {header.Value}"))} [{Convert.ToBase64String(Body.AsSpan(0, Math.Min(Body.Length, 3000)))}]";
}

internal sealed record FuzzAnswer(int Status, string? Location, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>In place of Kestrel: hands requests to the host's own pipeline without a socket.</summary>
internal sealed class FuzzServer : IServer
{
    private Func<FuzzRequest, bool, Task<FuzzAnswer>> _send = (_, _) => throw new InvalidOperationException("The host has not started.");

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public FuzzServer() => Features.Set<IServerAddressesFeature>(new ServerAddressesFeature());

    public Task<FuzzAnswer> Send(FuzzRequest request, bool keepBody = false) => _send(request, keepBody);

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
    {
        _send = (request, keepBody) => Answer(application, request, keepBody);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() { }

    private static async Task<FuzzAnswer> Answer<TContext>(IHttpApplication<TContext> application, FuzzRequest request, bool keepBody) where TContext : notnull
    {
        using var kept = new MemoryStream();
        var response = new Response();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(Read(request));
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(keepBody ? kept : Stream.Null));
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = new([203, 0, 113, 7]) });
        var context = application.CreateContext(features);
        Exception? fault = null;
        try
        {
            await application.ProcessRequestAsync(context);
        }
        catch (Exception thrown)
        {
            fault = thrown; // As Kestrel: the host has answered nothing, so this is a bare 500.
        }
        await response.Complete();
        application.DisposeContext(context, fault);
        return new(fault is null ? response.StatusCode : StatusCodes.Status500InternalServerError, response.Headers.Location, kept.ToArray());
    }

    private static HttpRequestFeature Read(FuzzRequest request)
    {
        var feature = new HttpRequestFeature
        {
            Protocol = "HTTP/1.1",
            Scheme = "https",
            Method = request.Method,
            Path = request.Path,
            QueryString = request.Query,
            RawTarget = request.Path + request.Query,
            Body = new MemoryStream(request.Body, writable: false),
        };
        feature.Headers.Host = "help.arl.example";
        foreach (var (name, value) in request.Headers)
            feature.Headers.Append(name, value);
        if (request.ContentType is not null)
            feature.Headers.ContentType = request.ContentType;
        if (request.Body.Length > 0)
            feature.Headers.ContentLength = request.Body.Length;
        return feature;
    }

    /// <summary>The framework's own forgets who waits for the end, and scopes would stay open.</summary>
    private sealed class Response : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Call, object State)> _completed = new();

        public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

        public async Task Complete()
        {
            while (_completed.TryPop(out var one))
                await one.Call(one.State);
        }
    }
}
