using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Arl.Functions.Staff.Acts;

/// <summary>The posted form of an act of the staff.</summary>
internal sealed class ActForm
{
    public const int LongestWhy = 300;
    private const int MostBytes = 64 * 1024;
    private readonly Dictionary<string, StringValues> _fields;

    private ActForm(Dictionary<string, StringValues> fields) => _fields = fields;

    /// <summary>Everything typed, to show it again.</summary>
    public IReadOnlyDictionary<string, string> Typed => _fields.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);

    /// <summary>Made by the page for this form alone.</summary>
    public string Key => this["key"] is { Length: > 0 and <= 64 } key ? key : "";

    /// <summary>The same for the same form sent again, and for no other: the page may be gone back to and changed.</summary>
    public string Print(string act) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        act + string.Concat(_fields.Where(field => field.Key != StaffVisit.FormField).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"\n{field.Key}={field.Value}")))).AsSpan(0, 16));

    /// <summary>How many events the request's history had when the page was made.</summary>
    public int Seen => int.TryParse(this["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : -1;

    public string Why => this["why"].Trim().ReplaceLineEndings("\n");

    public string this[string name] => _fields.TryGetValue(name, out var value) ? value.ToString() : "";

    /// <summary>Null where it is no form of ours, or too large.</summary>
    public static async Task<ActForm?> Read(HttpRequest http, CancellationToken cancel) => await LimitedBody.Form(http, MostBytes, cancel) is { } fields ? new(fields) : null;

    /// <param name="act">As in the page: the fields of its form start with it.</param>
    public IEnumerable<Problem> WrongWhy(string act)
    {
        if (WrongReason(Why) is { } wrong)
            yield return new(act + ".why", wrong);
    }

    /// <summary>Null where it is a reason.</summary>
    public static string? WrongReason(string why) =>
        why.Length == 0 ? "Say why, in a few words: the history keeps it for your colleagues."
        : why.Length > LongestWhy ? $"Please keep the reason to {LongestWhy} characters; it has {why.Length}."
        : why.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? "The reason holds characters that are not text. Please type it again."
        : null;
}
