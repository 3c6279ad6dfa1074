using Arl.Domain.Reach;

namespace Arl.Functions.Reach.Served;

/// <summary>One column of the list of served schools: its name in every file, what it means, and its value (text, whole number or day; null is not known).</summary>
public sealed record ServedColumn(string Name, string Means, Func<ServedSchool, object?> Of);

/// <summary>The list of served schools as it leaves the house: in the staff's email, as CSV, as a workbook, and in the data dictionary. No personal data.</summary>
public static class ServedColumns
{
    public static IReadOnlyList<ServedColumn> All { get; } =
    [
        new("school_id", "12-digit NCES school id (NCESSCH); text, since it may begin with a zero. A school that a leader typed by hand has a key that begins with typed-.", school => school.Key),
        new("name", "Name of the school.", school => school.Name),
        new("city", "City the school lies in (LCITY).", school => school.City),
        new("state", "Two letters of the state, DC or outlying area the school lies in (LSTATE).", school => school.State.Code),
        new("district_id", "7-digit NCES district id (LEAID); text. Empty for a school that a leader typed by hand.", school => school.District?.ToString()),
        new("locale_code", "NCES locale code: 11-13 city, 21-23 suburb, 31-33 town, 41-43 rural; 10, 20, 30 or 40 where only the type is known.", school => school.Locale?.Code),
        new("locale", "The locale in NCES's words, for example Rural: Fringe.", school => school.Locale?.Name),
        new("area", "Three-way: urban (city), suburban (suburb) or rural (town and rural).", school => school.Locale?.Area.ToString().ToLowerInvariant()),
        new("charter", "yes or no; empty where not known.", school => ServedWords.YesOrNo(school.Charter)),
        new("level", "School level as NCES derives it from the grades offered (SCHOOL_LEVEL).", school => school.Level?.ToString()),
        new("title_i", "yes or no: takes part in Title I; empty where not known.", school => ServedWords.YesOrNo(school.TitleI)),
        new("poverty_share", "Percent of the students who are eligible for free or reduced-price lunch, 0-100; empty where the school does not report it.", school => school.PovertyShare is { } share ? Math.Round(share * 100, 1, MidpointRounding.AwayFromZero) : null),
        new("students", "Students enrolled in all grades (MEMBER); empty where not known.", school => school.Students),
        new("introduced_on", "Day of the first introduction of the school to a coach, by the clock of the place.", school => school.IntroducedOn),
        new("organizations", "Coaching organizations that served it, ; between them.", school => string.Join("; ", school.Organizations)),
    ];
}
