using System.Globalization;
using Arl.Domain;

namespace Arl.Pages.Layout;

/// <summary>
/// A page or an email that is said in more than one language: its words come from an <c>IStringLocalizer</c> (docs/languages.md).
/// All others are English, whatever their reader's browser asks for.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InBothLanguagesAttribute : Attribute;

/// <summary>
/// The language that a page or an email is being rendered in: <see cref="CultureInfo.CurrentUICulture"/>, in which the localizers look up their texts.
/// It flows with the work, and ends where the async method that set it ends. Nothing is taken from the machine's culture.
/// </summary>
public static class ReaderCulture
{
    /// <summary>The language of the one who reads what is rendered now.</summary>
    public static Language Now => CultureInfo.CurrentUICulture.Name == Language.Spanish.Tag ? Language.Spanish : Language.English; // By name: all else of a culture is empty on a machine without culture data.

    /// <summary>From here on, for the calling async method and all that it calls.</summary>
    public static void Set(Language language) => (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (CultureInfo.GetCultureInfo(language.Tag), CultureInfo.InvariantCulture);

    /// <summary>What <paramref name="say"/> says in that language; the caller's own language stays.</summary>
    public static T In<T>(Language language, Func<T> say)
    {
        var before = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);
        try
        {
            Set(language);
            return say();
        }
        finally
        {
            (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = before;
        }
    }
}
