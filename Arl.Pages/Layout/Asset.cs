using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Arl.Pages.Layout;

/// <summary>
/// A file that pages load: style sheets, fonts, scripts, all embedded here. Its address names a hash of its content, so a browser keeps it for ever and never shows an old one.
/// In a style sheet <c>url(asset:name)</c> stands for the address of another.
/// </summary>
public sealed partial class Asset
{
    private const string Prefix = "asset/";
    private static readonly Lazy<FrozenDictionary<string, Asset>> s_byName = new(() => Names().Select(Load).ToFrozenDictionary(asset => asset.Name));
    private static readonly Lazy<FrozenDictionary<string, Asset>> s_byAddress = new(() => s_byName.Value.Values.ToFrozenDictionary(asset => asset.Address));

    private Asset(string name, byte[] body)
    {
        (Name, Body) = (name, body);
        var dot = name.LastIndexOf('.');
        Address = $"/assets/{name[..dot]}-{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 6))}{name[dot..]}";
    }

    /// <summary>E.g. <c>site.css</c>.</summary>
    public string Name { get; }

    /// <summary>E.g. <c>/assets/site-0123456789ab.css</c>.</summary>
    public string Address { get; }

    public byte[] Body { get; }

    public string ContentType => Path.GetExtension(Name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".woff2" => "font/woff2",
        _ => throw new InvalidOperationException($"What kind of file {Name} is, nobody has said."),
    };

    /// <summary>Fonts are packed already.</summary>
    public bool IsText => !Name.EndsWith(".woff2", StringComparison.Ordinal);

    /// <exception cref="KeyNotFoundException">No file of this name is embedded.</exception>
    public static string AddressOf(string name) => s_byName.Value[name].Address;

    /// <summary>Null where no file has this address, or its content has changed since.</summary>
    public static Asset? At(string address) => s_byAddress.Value.GetValueOrDefault(address);

    public static IEnumerable<Asset> All => s_byName.Value.Values;

    private static IEnumerable<string> Names() => Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    private static Asset Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!;
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        return new(name, name.EndsWith(".css", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(OtherAsset().Replace(Encoding.UTF8.GetString(body), other => Load(other.Groups["name"].Value).Address)) : body);
    }

    [GeneratedRegex(@"asset:(?<name>[\w.-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OtherAsset();
}
