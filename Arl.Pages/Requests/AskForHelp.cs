using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Domain.Requests;

namespace Arl.Pages.Requests;

/// <summary>What the form page shows: what was typed, what is wrong with it, and what a search found.</summary>
public sealed record AskForHelp
{
    public RequestForm Form { get; init; } = new();

    /// <summary>The need chosen as the one that matters most; empty where none was.</summary>
    public string FirstNeed { get; init; } = "";

    /// <summary>What was typed of a school that isn't listed, whether or not that was chosen in the end.</summary>
    public RequestForm.TypedSchool? Typed { get; init; }

    /// <summary>What was typed into "find your school".</summary>
    public string Search { get; init; } = "";

    /// <summary><c>school:{id}</c>, <c>district:{id}</c> or <c>typed</c>; empty before a choice.</summary>
    public string Chosen { get; init; } = "";

    public IReadOnlyList<PlaceFound> Found { get; init; } = [];

    public bool Searched { get; init; }

    /// <summary>Enter was pressed after typing something new to find: the cursor goes back there, where the findings follow.</summary>
    public bool SearchedByEnter { get; init; }

    /// <summary>The button was pressed and nothing was typed.</summary>
    public bool SearchedForNothing { get; init; }

    /// <summary>What the list of findings answers, as the page carries it.</summary>
    public string SearchedFor => Searched ? Search : "";

    /// <summary>The schools of the chosen district, to pick some of them.</summary>
    public IReadOnlyList<PlaceFound> DistrictSchools { get; init; } = [];

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Makes a form sent twice one request.</summary>
    public required string Key { get; init; }

    /// <summary>When it was first shown, signed.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>The page's own address, whole: search engines want it so of its other language.</summary>
    public string Url { get; init; } = "/";

    public bool SampleDirectory { get; init; }

    /// <summary>The reach, for one line; null where it is not at hand, or too small to be told.</summary>
    public PublicReach? Reach { get; init; }

    /// <summary>A page that nobody has typed into yet: a draft that the browser kept may fill it.</summary>
    public bool IsFresh { get; init; }

    /// <summary>The ids of what the page says is wrong with these fields, for <c>aria-describedby</c>; null where nothing is.</summary>
    public string? WrongWith(params string[] fields) =>
        string.Join(' ', fields.Where(field => Problems.Any(problem => problem.Field == field)).Select(field => field.Replace('.', '-') + "-wrong")) is { Length: > 0 } ids ? ids : null;
}

/// <param name="Choice">As in <see cref="AskForHelp.Chosen"/>; for a school of a district its id.</param>
/// <param name="Where">City, state and district; of a district its state.</param>
public sealed record PlaceFound(string Choice, string Name, string Where)
{
    /// <summary>Null where the directory does not know.</summary>
    public int? Students { get; init; }

    /// <summary>Of a district; null is a school.</summary>
    public int? Schools { get; init; }
}
