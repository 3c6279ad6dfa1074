using Arl.Domain.Schools;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary>Invented names. Should one meet a real place or school, that is chance; the ids never can (<see cref="SampleRange"/>).</summary>
internal static class SampleNames
{
    private static readonly string[] Heads =
    [
        "Amber", "Ash", "Aspen", "Bell", "Birch", "Bramble", "Briar", "Cedar", "Clover", "Copper", "Coral", "Crane", "Dove", "Elder", "Ember", "Fern", "Finch", "Flint", "Fox", "Golden",
        "Granite", "Hazel", "Heron", "Holly", "Indigo", "Ivy", "Juniper", "Kestrel", "Lark", "Laurel", "Linden", "Maple", "Marble", "Meadow", "Misty", "Moss", "Myrtle", "Oak", "Osprey", "Otter",
        "Pearl", "Pebble", "Pine", "Plover", "Poplar", "Quail", "Raven", "Robin", "Rowan", "Sable", "Sage", "Silver", "Sorrel", "Sparrow", "Spruce", "Starling", "Swan", "Tanager", "Thistle", "Willow", "Wren", "Yarrow",
    ];

    private static readonly string[] Tails = ["brook", "bury", "cliff", "combe", "crest", "dale", "fall", "field", "ford", "gate", "glen", "grove", "ham", "haven", "hurst", "land", "ley", "mere", "mont", "moor", "port", "ridge", "side", "stead", "ton", "vale", "view", "ville", "well", "wick", "wood", "worth"];

    private static readonly string[] Sights = ["Águila", "Bluff", "Canyon", "Cañada", "Creek", "Crossing", "Falls", "Flats", "Harbor", "Heights", "Hills", "Hollow", "Lake", "Landing", "Meadows", "Mesa", "Park", "Peña", "Point", "Prairie", "Ranch", "River", "Shores", "Springs", "Summit", "Terrace", "Trail", "Valley", "Vista", "Woods"];

    private static readonly string[] People = ["Abena Larkin", "Caleb Thornwell", "Dalia Marquez-Hill", "Edda Winslow", "Ezra Pell", "Inés Valderrama", "Josiah Brandt", "June O'Darrell", "Lena Fairweather", "Marcus Ellery", "Nadia St. Clair", "Noé Bellamy", "Opal Jessup", "Ruth Amadi", "Samuel Greyhorse", "Thea Lindqvist", "Tomás Arreola", "Winona Clearwater"];

    private static readonly string[] Districts = ["Public Schools", "School District", "Unified School District", "Independent School District", "Community Schools", "City Schools", "County Schools", "Area School District", "Township Schools", "Consolidated School District"];

    public static string City(SampleDraw draw) => draw.Chance(0.25) ? $"{draw.Of(Heads)} {draw.Of(Sights)}" : draw.Of(Heads) + draw.Of(Tails);

    public static string District(SampleDraw draw, string city) => $"{city} {draw.Of(Districts)}";

    public static string School(SampleDraw draw, string city, SchoolLevel level, bool charter)
    {
        var head = level == SchoolLevel.High && draw.Chance(0.4) ? city : draw.Chance(0.2) ? draw.Of(People) : $"{draw.Of(Heads)} {draw.Of(Sights)}";
        return (level, charter) switch
        {
            (_, true) => $"{head} {draw.Of(["Charter School", "Academy", "Preparatory Academy"])}",
            (SchoolLevel.Elementary, _) => draw.Chance(0.05) ? $"PS {(int)draw.Between(1, 400)} {head}" : $"{head} {draw.Of(["Elementary School", "Elementary", "Primary School"])}",
            (SchoolLevel.Middle, _) => $"{head} {draw.Of(["Middle School", "Junior High School", "Intermediate School"])}",
            (SchoolLevel.High, _) => $"{head} {draw.Of(["High School", "High School", "Senior High"])}",
            _ => $"{head} {draw.Of(["K-12 School", "Community School", "School"])}",
        };
    }
}
