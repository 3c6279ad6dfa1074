using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Arl.Tests.Support;

/// <summary>The texts of the pages and emails, as the app looks them up.</summary>
internal static class Texts
{
    private static readonly ResourceManagerStringLocalizerFactory s_factory = new(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);

    public static StringLocalizer<TTexts> Of<TTexts>() => new(s_factory);
}
