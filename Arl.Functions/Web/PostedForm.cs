using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Arl.Functions.Web;

/// <summary>The fields of a small form. A button by itself sends none.</summary>
public sealed class PostedForm
{
    private const int MostBytes = 32 * 1024;
    private readonly Dictionary<string, StringValues> _fields;

    private PostedForm(Dictionary<string, StringValues> fields) => _fields = fields;

    /// <summary>As typed, without outer spaces; empty where there is none.</summary>
    public string this[string field] => _fields.TryGetValue(field, out var values) ? values.ToString().Trim() : "";

    /// <summary>Answers what <paramref name="then"/> makes of the fields, or says kindly that the form cannot be read.</summary>
    public static async Task<IResult> Read(HttpRequest http, Func<PostedForm, Task<IResult>> then, CancellationToken cancel)
    {
        if (await LimitedBody.Read(http, MostBytes, cancel) is not { } body)
            return PageResults.Message("This is too long", "Please go back and shorten your text.", StatusCodes.Status413PayloadTooLarge);
        if (body.Length > 0 && http.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is not true)
            return PageResults.Message("This form cannot be read", "Please open the page again and send it from there.", StatusCodes.Status415UnsupportedMediaType);
        return await then(new(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))));
    }
}
