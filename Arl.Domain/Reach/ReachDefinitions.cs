namespace Arl.Domain.Reach;

/// <summary>What each published figure counts, in one sentence: the page says it beside the figure, and docs/reach.md says the same.</summary>
public static class ReachDefinitions
{
    public const string Schools = "Schools that were introduced to a coach, each counted once, however often it asked.";
    public const string Students = "Students enrolled in these schools; a school whose enrollment we do not know adds none.";
    public const string Districts = "School districts that these schools belong to, each counted once.";
    public const string Cities = "Cities and towns that these schools lie in, each counted once; two of one name in two states are two.";
    public const string States = "States that these schools lie in, each counted once; the District of Columbia and the outlying areas count as states.";
    public const string Organizations = "Coaching organizations that have served at least one of these schools, each counted once.";
    public const string Charter = "Of the schools that we know it of, the share that are charter schools, in whole percent.";
    public const string Locales = "Of the schools whose locale we know, the share in cities (urban), in suburbs (suburban), and in towns or the countryside (rural), by the locale codes of the National Center for Education Statistics, in whole percent.";
    public const string Growth = "Schools served by the end of each month, by the date of their first introduction; months are joined until at least 5 schools and 10 students are new.";
    public const string Promise = "Of the requests received in the last 12 months, the share that were introduced to a coach within 24 hours, in percent, rounded down.";

    /// <summary>Each figure with its sentence.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Schools"] = Schools,
        ["Students"] = Students,
        ["Districts"] = Districts,
        ["Cities"] = Cities,
        ["States"] = States,
        ["Organizations"] = Organizations,
        ["Charter schools"] = Charter,
        ["Urban, suburban, rural"] = Locales,
        ["Growth"] = Growth,
        ["24-hour promise"] = Promise,
    };
}
