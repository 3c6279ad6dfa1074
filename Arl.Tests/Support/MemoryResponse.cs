using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using Azure.Core;

namespace Arl.Tests.Support;

/// <summary>An answer of storage in memory: a status, and an ETag where there is one.</summary>
internal sealed class MemoryResponse(int status, string? etag = null) : Response
{
    public static MemoryResponse Ok { get; } = new(200);

    public static MemoryResponse Done { get; } = new(204);

    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public static string NewETag(long number) => string.Create(CultureInfo.InvariantCulture, $"W/\"m{number}\"");

    public static RequestFailedException Fault(int status, string code) => new(status, $"{code} ({status}), says storage in memory.", code, null);

    public override void Dispose()
    {
        // Nothing is held.
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = name.Equals("ETag", StringComparison.OrdinalIgnoreCase) ? etag : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => etag is null ? [] : [new HttpHeader("ETag", etag)];
}

/// <summary>An answer that may hold nothing.</summary>
internal sealed class MemoryNullable<T>(T? value) : NullableResponse<T> where T : class
{
    public override bool HasValue => value is not null;

    public override T? Value => value ?? throw new InvalidOperationException("There is no value.");

    public override Response GetRawResponse() => value is null ? new MemoryResponse(404) : MemoryResponse.Ok;
}

/// <summary>A query's rows, page after page; each page is one call.</summary>
internal sealed class MemoryPages<T>(Func<string?, Task<(IReadOnlyList<T> Values, string? Next)>> read) : AsyncPageable<T> where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var (values, next) = await read(continuationToken);
            yield return Page<T>.FromValues(values, continuationToken = next, MemoryResponse.Ok);
        }
        while (continuationToken is not null);
    }
}
