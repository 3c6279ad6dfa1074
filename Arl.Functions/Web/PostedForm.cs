using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Arl.Functions.Web;

/// <summary>The fields of a small form of ours, as a browser posts them.</summary>
public sealed class PostedForm
{
    private const int MostBytes = 16 * 1024;
    private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> _fields;

    private PostedForm(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> fields) => _fields = fields;

    /// <summary>Empty where the field was not sent.</summary>
    public string this[string name] => _fields.TryGetValue(name, out var values) ? values.ToString() : "";

    /// <summary>Null where it is no form, or longer than one of ours.</summary>
    public static async Task<PostedForm?> Read(HttpRequest http, CancellationToken cancel) =>
        http.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true && await LimitedBody.Read(http, MostBytes, cancel) is { } body
            ? new(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)))
            : null;
}
