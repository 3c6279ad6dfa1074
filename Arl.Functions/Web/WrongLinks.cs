using Microsoft.Extensions.Logging;

namespace Arl.Functions.Web;

/// <summary>Tells the log of addresses of ours that opened nothing, so that somebody who tries many is seen; never which.</summary>
public sealed partial class WrongLinks(ILogger<WrongLinks> log)
{
    /// <param name="kind">What it would have opened, in a word of ours.</param>
    [LoggerMessage(Level = LogLevel.Information, Message = "An address of the kind {Kind} opened nothing.")]
    public partial void Tried(string kind);
}
