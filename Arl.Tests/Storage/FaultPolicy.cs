using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Arl.Tests.Storage;

/// <summary>
/// Faults under the real SDK: it stands behind the retry policy, so that it sees every try of a call, and strikes the one call that its plan names. The retries, and what they meet, are the SDK's own.
/// </summary>
public sealed class FaultPolicy(FaultPlan plan, Action slow) : HttpPipelinePolicy
{
    private const string Seen = "arl-fault";

    /// <summary>A client of real storage with this fault; its retries follow at once.</summary>
    public static ArlStorage Open(string connectionString, FaultPlan plan, Action slow)
    {
        var options = new StorageClientOptions();
        foreach (var client in new ClientOptions[] { options.Tables, options.Queues, options.Blobs })
        {
            (client.Retry.Mode, client.Retry.Delay, client.Retry.MaxDelay) = (RetryMode.Fixed, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
            client.AddPolicy(new FaultPolicy(plan, slow), HttpPipelinePosition.PerRetry);
        }
        return new(connectionString, options);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The product calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        plan.Life.MustGoOn();
        var first = !message.TryGetProperty(Seen, out var kept);
        var kind = first ? plan.Next(Call(message.Request)) : (FaultKind?)kept;
        message.SetProperty(Seen, kind!);
        if (kind is FaultKind.NotSent or FaultKind.Busy or FaultKind.AnswerLost && !first)
            kind = null; // The retry gets through.
        await Before(kind, message);
        if (Answer(kind, message) is { } refusal)
            message.Response = refusal;
        else if (kind is not FaultKind.DownAfter || first)
            await ProcessNextAsync(message, pipeline);
        After(kind);
    }

    private async ValueTask Before(FaultKind? kind, HttpMessage message)
    {
        await Task.CompletedTask;
        if (kind is FaultKind.DeathBefore)
            throw plan.Life.End();
        if (kind is FaultKind.NotSent or FaultKind.Down)
            throw new IOException($"Connection refused: {message.Request.Method}.");
        if (kind is FaultKind.Slow)
            slow();
    }

    private void After(FaultKind? kind)
    {
        if (kind is FaultKind.DeathAfter)
            throw plan.Life.End();
        if (kind is FaultKind.AnswerLost or FaultKind.DownAfter)
            throw new IOException("Connection reset.");
    }

    private static Answered? Answer(FaultKind? kind, HttpMessage message) => kind switch
    {
        FaultKind.Busy or FaultKind.BusyForLong => Answered.With(503, "ServerBusy", message),
        FaultKind.Conflict => Answered.With(409, "EntityAlreadyExists", message),
        FaultKind.Stale => Answered.With(412, "UpdateConditionNotSatisfied", message),
        _ => null,
    };

    /// <summary>E.g. <c>POST tables $batch</c>; the account's name, which is each test's own, is left out.</summary>
    private static StorageCall Call(Request request)
    {
        var parts = request.Uri.ToUri().AbsolutePath.Split('/', 3, StringSplitOptions.RemoveEmptyEntries);
        return new(request.Method == RequestMethod.Get || request.Method == RequestMethod.Head ? "Query" : request.Method.ToString(), request.Uri.Port.ToString(CultureInfo.InvariantCulture), string.Join('/', parts.Skip(1)));
    }

    /// <summary>An answer that storage never gave.</summary>
    private sealed class Answered(int status, string contentType, string body, string requestId) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => "";

        public override Stream? ContentStream { get; set; } = new MemoryStream(Encoding.UTF8.GetBytes(body));

        public override string ClientRequestId { get; set; } = requestId;

        public static Answered With(int status, string code, HttpMessage message)
        {
            var error = """{"odata.error":{"code":"CODE","message":{"lang":"en-US","value":"0:Refused by the test."}}}""".Replace("CODE", code, StringComparison.Ordinal);
            return message.Request.Uri.ToUri().AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) && status != 503
                ? new(202, "multipart/mixed; boundary=batchresponse_1", Batch(status, error), message.Request.ClientRequestId)
                : new(status, "application/json", error, message.Request.ClientRequestId);
        }

        public override void Dispose() => ContentStream?.Dispose();

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? contentType : null;
            return value is not null;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = TryGetHeader(name, out var value) ? [value] : null;
            return values is not null;
        }

        protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [new("Content-Type", contentType)];

        /// <summary>The answer to a transaction: its first action is refused.</summary>
        private static string Batch(int status, string error) => string.Join("\r\n",
        [
            "--batchresponse_1", "Content-Type: multipart/mixed; boundary=changesetresponse_1", "",
            "--changesetresponse_1", "Content-Type: application/http", "Content-Transfer-Encoding: binary", "",
            $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} Refused", "Content-Type: application/json;odata=minimalmetadata", "",
            error, "--changesetresponse_1--", "--batchresponse_1--", "",
        ]);
    }
}
