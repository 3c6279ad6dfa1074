using System.Globalization;

namespace Arl.Domain.Reach;

/// <summary>What changes about a school served, in a line for the staff.</summary>
public static class ServedWords
{
    private const string Unknown = "unknown";

    private static readonly (string Name, Func<ServedSchool, string?> Of)[] s_facts =
    [
        ("name", school => school.Name),
        ("city", school => school.City),
        ("state", school => school.State.Code),
        ("district", school => school.District?.ToString()),
        ("locale", school => school.Locale?.ToString()),
        ("charter", school => YesOrNo(school.Charter)),
        ("level", school => school.Level is { } level ? InWords.Id(level) : null),
        ("Title I", school => YesOrNo(school.TitleI)),
        ("poverty share", school => Text(school.PovertyShare)),
        ("students", school => Text(school.Students)),
        ("first introduced", school => Text(school.IntroducedOn)),
        ("organizations", school => string.Join(", ", school.Organizations)),
    ];

    /// <summary>E.g. <c>359000100001 Mesa Verde Elementary: students 210 → 99</c>; of a school that is new, or counts no more, all that is known.</summary>
    /// <param name="before">Null where it did not count; so for <paramref name="after"/>. Not both.</param>
    public static string Change(ServedSchool? before, ServedSchool? after) => (before, after) switch
    {
        ({ } was, { } becomes) => $"{Title(becomes)}: {string.Join("; ", s_facts.Where(fact => fact.Of(was) != fact.Of(becomes)).Select(fact => $"{fact.Name} {fact.Of(was) ?? Unknown} → {fact.Of(becomes) ?? Unknown}"))}",
        (null, { } added) => $"{Title(added)}: new; {Known(added)}",
        ({ } gone, null) => $"{Title(gone)}: counts no more; {Known(gone)}",
        _ => throw new ArgumentException("A school that counted neither before nor after has not changed.", nameof(after)),
    };

    private static string Title(ServedSchool school) => school.Name is { } name ? $"{school.Key} {name}" : school.Key;

    private static string Known(ServedSchool school) => string.Join("; ", s_facts.Skip(1).Where(fact => fact.Of(school) is not null).Select(fact => $"{fact.Name} {fact.Of(school)}"));

    /// <summary>Null where it is not known.</summary>
    public static string? YesOrNo(bool? fact) => fact switch { true => "yes", false => "no", null => null };

    private static string? Text(IFormattable? value) => value?.ToString(value switch { DateOnly => "yyyy-MM-dd", double => "0.####", _ => null }, CultureInfo.InvariantCulture);
}
