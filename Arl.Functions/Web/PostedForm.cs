using Arl.Pages.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Arl.Functions.Web;

/// <summary>The fields of a small form of ours, as a browser posts them.</summary>
public sealed class PostedForm
{
    private const int MostBytes = 32 * 1024;
    private readonly Dictionary<string, StringValues> _fields;

    private PostedForm(Dictionary<string, StringValues> fields) => _fields = fields;

    /// <summary>As typed, without outer spaces; empty where the field was not sent.</summary>
    public string this[string name] => _fields.TryGetValue(name, out var values) ? values.ToString().Trim() : "";

    /// <summary>Every value of a field that may be sent several times.</summary>
    public IReadOnlyList<string> All(string name) => _fields.TryGetValue(name, out var values) ? [.. values.OfType<string>().Select(value => value.Trim())] : [];

    /// <summary>Null where it is no form, or longer than one of ours.</summary>
    public static async Task<PostedForm?> Read(HttpRequest http, CancellationToken cancel) => await LimitedBody.Form(http, MostBytes, cancel) is { } fields ? new(fields) : null;

    /// <summary>Answers what <paramref name="then"/> makes of the fields, or says kindly that the form cannot be read.</summary>
    public static async Task<IResult> Read(HttpRequest http, Func<PostedForm, Task<IResult>> then, CancellationToken cancel) =>
        await Read(http, cancel) is { } form
            ? await then(form)
            : PageResults.Message(Told.FormUnreadable, StatusCodes.Status400BadRequest);
}
