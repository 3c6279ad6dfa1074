namespace Arl.Domain.Reach;

/// <summary>A figure's name and, in one sentence, what it counts.</summary>
public sealed record FigureDefinition(string Name, string Says);

/// <summary>What each figure counts: the public page and the staff's page say it beside the figure, and docs/reach.md says the same, word for word.</summary>
public static class ReachDefinitions
{
    public static FigureDefinition Schools { get; } = new("Schools", "Schools that were introduced to a coach, each counted once, however often it asked: by its NCES school id or, where it was typed by hand, by name, city and state.");

    public static FigureDefinition Students { get; } = new("Students", "Students enrolled in these schools; a school whose enrollment we do not know adds none.");

    public static FigureDefinition Districts { get; } = new("Districts", "School districts that these schools belong to, each counted once by its NCES district id; of a school typed by hand we know none.");

    public static FigureDefinition Cities { get; } = new("Cities", "Cities and towns that these schools lie in, each counted once; two of one name in two states are two.");

    public static FigureDefinition States { get; } = new("States", "States that these schools lie in, each counted once; the District of Columbia and the outlying areas count as states.");

    public static FigureDefinition Organizations { get; } = new("Organizations", "Coaching organizations that have served at least one of these schools, each counted once.");

    public static FigureDefinition Charter { get; } = new("Charter schools", "Of the schools that we know it of, the share that are charter schools, in whole percent.");

    public static FigureDefinition Locales { get; } = new("Urban, suburban, rural", "Of the schools whose locale we know, the share in cities (urban), in suburbs (suburban), and in towns or the countryside (rural), by the locale codes of the National Center for Education Statistics, in whole percent.");

    public static FigureDefinition NcesLocales { get; } = new("NCES locale codes", "These schools by locale code: 11 to 13 city, 21 to 23 suburb, 31 to 33 town, 41 to 43 rural; 10, 20, 30 or 40 where only the type is known.");

    public static FigureDefinition CharterGroups { get; } = new("Charter or not", "These schools by whether they are charter schools, as a staff file says or else as the school directory said when the school was introduced.");

    public static FigureDefinition Levels { get; } = new("School level", "These schools by the level that NCES derives from the grades offered, as a staff file says or else as the school directory said when the school was introduced.");

    public static FigureDefinition TitleI { get; } = new("Title I", "These schools by whether they take part in Title I, as a staff file says or else as the school directory said when the school was introduced.");

    public static FigureDefinition Poverty { get; } = new("Poverty quarters", "These schools by the share of students eligible for free or reduced-price lunch, in the quarters of all schools in the directory.");

    public static FigureDefinition ByState { get; } = new("Schools by state", "These schools by the state they lie in.");

    public static FigureDefinition ByOrganization { get; } = new("Schools by organization", "These schools by the coaching organizations that served them; a school that two of them served counts with both, so these may sum to more than the schools.");

    public static FigureDefinition ByMonth { get; } = new("Schools by month", "These schools by the month of their first introduction, by the clock of the place.");

    public static FigureDefinition Growth { get; } = new("Growth", "Schools served by the end of each month, by the date of their first introduction; months are joined until at least 5 schools and 10 students are new.");

    public static FigureDefinition New { get; } = new("New in the period", "What the schools add up to whose first introduction lies in the period, whenever the network learned of it, and what was done with requests in it; a district, city, state or organization of these schools may have been served before.");

    public static FigureDefinition Before { get; } = new("The period before", "The same for as many days just before, or for as many whole months where the period is one of whole months.");

    public static FigureDefinition Received { get; } = new("Requests received", "Requests received, each counted once, whatever came of it.");

    public static FigureDefinition Introduced { get; } = new("Requests introduced", "Requests introduced to a coach for the first time.");

    public static FigureDefinition DaysToIntroduction { get; } = new("Median days to the introduction", "Days from receipt to the first introduction, of the requests first introduced in the span: half took less, half took more, and of an even count it is the mean of the two middle ones.");

    public static FigureDefinition CoachingBegan { get; } = new("Coaching began", "Requests of which school and coach had met for the first time.");

    public static FigureDefinition DaysToCoaching { get; } = new("Median days to coaching", "Days from receipt to the first moment at which school and coach had met, of the requests for which that moment lies in the span; the middle one, or the mean of the two middle ones.");

    public static FigureDefinition Completed { get; } = new("Completed", "Requests completed for the first time.");

    public static FigureDefinition Sessions { get; } = new("Sessions", "Coaching sessions as coaches logged them, by the moment they were logged.");

    public static FigureDefinition Minutes { get; } = new("Minutes", "Minutes of these sessions.");

    public static FigureDefinition SchoolCheckIns { get; } = new("Check-in score, schools", "The mean of the schools' answers at the check-ins, from 1 to 5, and how many answered.");

    public static FigureDefinition CoachCheckIns { get; } = new("Check-in score, coaches", "The mean of the coaches' answers at the check-ins, from 1 to 5, and how many answered.");

    public static FigureDefinition CallsHeld { get; } = new("Calls held", "Weekly learning calls that took place, by the moment at which they ended; one that was skipped is none.");

    public static FigureDefinition CoachesWhoCame { get; } = new("Coaches who came", "Coaches who came to at least one of these calls, as they or staff said, whenever they said it; each counted once.");

    public static FigureDefinition CoachesPerCall { get; } = new("Coaches per call", "The mean of how many coaches came to these calls; one of which nobody has said who came is not in it.");

    public static FigureDefinition ResourcesShared { get; } = new("Resources shared", "Resources that staff listed in the coaches' library, by the moment at which they were first listed; one that was withdrawn or deleted since still counts.");

    public static FigureDefinition ResourcesOpened { get; } = new("Resources opened", "How often resources of the library were opened, by people and by programs alike (mail scanners open each link of an email), on the days that were over; nobody is told apart, so the same person opening twice counts twice.");

    public static FigureDefinition RequestStates { get; } = new("Requests by where they stand", "Each request received up to the moment of the figures is in exactly one state: received, waiting, matched, introduced, coaching, completed, or withdrawn, which those that were merged into another are too.");

    public static FigureDefinition RequestAges { get; } = new("Requests by age", "Requests without a first introduction by the days since their receipt, at the moment of the figures.");

    public static FigureDefinition Promise { get; } = new("24-hour promise", "Of the requests received in the last 12 months, those introduced to a coach within 24 hours, divided by these and those that were not, in percent, rounded down; pauses and the wait for a contact's confirming click take no time, and a request that still has time, is paused, or was withdrawn in time is in neither number.");

    public static FigureDefinition Places { get; } = new("Capacity used", "How many schools or districts each organization's active coaches can take at one time, how many of these places are free, and how many are used: all less those that are free.");

    /// <summary>Every figure, in the order of the docs.</summary>
    public static IReadOnlyList<FigureDefinition> All { get; } =
    [
        Schools, Students, Districts, Cities, States, Organizations, Charter, Locales, NcesLocales, CharterGroups, Levels, TitleI, Poverty, ByState, ByOrganization, ByMonth, Growth, New, Before,
        Received, Introduced, DaysToIntroduction, CoachingBegan, DaysToCoaching, Completed, Sessions, Minutes, SchoolCheckIns, CoachCheckIns, CallsHeld, CoachesWhoCame, CoachesPerCall, ResourcesShared, ResourcesOpened,
        RequestStates, RequestAges, Promise, Places,
    ];
}
