using Arl.Domain.Schools;

namespace Arl.Domain.Reach;

/// <summary>All schools of a directory by the three-way split, to stand beside those served.</summary>
public static class NationalLocales
{
    /// <returns>Null where the directory knows no school's locale.</returns>
    public static LocaleShares? Of(SchoolDirectory directory)
    {
        var counts = new int[3];
        var unknown = 0;
        foreach (var code in directory.Data.Schools.Locale)
        {
            if (code == 0)
                unknown++;
            else
                counts[(int)Locale.FromCode(code).Area]++;
        }
        return counts.Sum() == 0 ? null : LocaleShares.Of(counts[(int)Area.Urban], counts[(int)Area.Suburban], counts[(int)Area.Rural], unknown);
    }
}
