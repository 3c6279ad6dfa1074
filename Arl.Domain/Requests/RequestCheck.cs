using System.Globalization;
using Arl.Domain.Schools;

namespace Arl.Domain.Requests;

/// <summary>What a leader asked for, checked.</summary>
public sealed record CheckedRequest(
    RequestedPlace Place, Contact Contact, IReadOnlyList<string> Needs, string Goals, IReadOnlyList<Language> Languages, DateOnly? StartBy);

/// <summary>Turns a form into a request, or names every problem at once, in the order of the form and keyed by the field as the API spells it.</summary>
public sealed class RequestCheck(ISchools schools, DateOnly today)
{
    public const int MostNeeds = 5;
    public const int LongestGoals = 2_000;
    private readonly List<Problem> _problems = [];

    public static Result<CheckedRequest> Check(RequestForm form, ISchools schools, DateOnly today) => new RequestCheck(schools, today).Run(form);

    private Result<CheckedRequest> Run(RequestForm form)
    {
        var place = Place(form);
        var needs = Needs(form.Needs);
        var goals = Goals(form.Goals);
        var languages = Languages(form.Languages);
        var startBy = StartBy(form.StartBy);
        var contact = ContactCheck.Check(form, _problems);
        if (!form.Consent)
            Wrong("consent", "Consent", "Agree that we share this with a coach; without it we cannot introduce you.");

        return _problems.Count > 0
            ? new Result<CheckedRequest>.Invalid(_problems)
            : new Result<CheckedRequest>.Ok(new(place!, contact!, needs, goals, languages, startBy));
    }

    private RequestedPlace? Place(RequestForm form)
    {
        var ways = (Said(form.SchoolId) ? 1 : 0) + (Said(form.DistrictId) ? 1 : 0) + (form.School is null ? 0 : 1);
        if (ways != 1)
            return Wrong<RequestedPlace>("schoolId", ways == 0 ? "NoPlace" : "TwoPlaces", ways == 0
                ? "Choose your school or district, or type it if it is not listed."
                : "Choose one: a school, a district, or a school typed by hand.");
        if (form.SchoolIds.Count > 0 && !Said(form.DistrictId))
            return Wrong<RequestedPlace>("schoolIds", "SchoolsNeedDistrict", "Choosing several schools needs their district (districtId).");
        return Said(form.SchoolId) ? OneSchool(form.SchoolId!) : Said(form.DistrictId) ? District(form.DistrictId!, form.SchoolIds) : Typed(form.School!);
    }

    private RequestedPlace? OneSchool(string text) =>
        !NcesSchoolId.TryParse(text, out var id) ? Wrong<RequestedPlace>("schoolId", "SchoolId", "A school id has 12 digits (NCES school id).")
        : schools.Find(id) is not { } school ? Wrong<RequestedPlace>("schoolId", "SchoolUnknown", "We do not know this school. Look it up again, or type it by hand.")
        : RequestedPlace.Of(school, schools);

    private RequestedPlace? District(string text, IReadOnlyList<string> chosen)
    {
        if (!LeaId.TryParse(text, out var id))
            return Wrong<RequestedPlace>("districtId", "DistrictId", "A district id has 7 digits (NCES district id).");
        var all = schools.SchoolsOf(id);
        if (all.Count == 0)
            return Wrong<RequestedPlace>("districtId", "DistrictUnknown", "We do not know this district. Look it up again.");
        if (chosen.Count > RequestedPlace.MostSchools)
            return WrongSchools();

        var picked = new List<School>();
        foreach (var choice in chosen.Select(one => one?.Trim()).Distinct())
        {
            if (all.FirstOrDefault(school => school.Id.ToString() == choice) is { } school)
                picked.Add(school);
            else
                WrongSchool(choice);
        }
        if (chosen.Count > 0 && picked.Count == 0)
            return null;
        return RequestedPlace.Of(id, picked.Count > 0 ? picked : [.. all.Take(RequestedPlace.MostSchools)], schools);
    }

    private RequestedPlace? WrongSchools()
    {
        Wrong("schoolIds", "ManySchools", $"Choose at most {InNumbers(RequestedPlace.MostSchools)} schools.", InNumbers(RequestedPlace.MostSchools));
        return null;
    }

    private void WrongSchool(string? choice)
    {
        if (NcesSchoolId.TryParse(choice, out var other))
            Wrong("schoolIds", "SchoolElsewhere", $"School {other} is not in this district.", other.ToString());
        else
            Wrong("schoolIds", "SchoolId", "A school id has 12 digits (NCES school id).");
    }

    private RequestedPlace? Typed(RequestForm.TypedSchool typed)
    {
        var name = Text("school.name", typed.Name, 200, "SchoolName", "Type your school's name.");
        var city = Text("school.city", typed.City, 100, "City", "Type the city your school is in.");
        if (!UsState.TryParse(typed.State, out var state))
            Wrong("school.state", "State", "Choose your school's state.");
        int? students = null;
        if (Said(typed.Students))
        {
            if (int.TryParse(typed.Students, NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 50_000)
                students = number;
            else
                Wrong("school.students", "Students", "Students is a whole number from 0 to 50,000.");
        }
        Locale? locale = null;
        if (Said(typed.Locale))
        {
            if (Locale.TryParse(typed.Locale, out var known))
                locale = known;
            else
                Wrong("school.locale", "Locale", "Say urban, suburban, town or rural.");
        }
        var charter = typed.Charter?.Trim().ToUpperInvariant() switch { null or "" => (bool?)null, "YES" or "TRUE" => true, "NO" or "FALSE" => false, _ => Wrong<bool?>("school.charter", "Charter", "Say yes or no.") };
        return name is null || city is null || state == default ? null : RequestedPlace.Typed(name, city, state, students, locale, charter);
    }

    private List<string> Needs(IReadOnlyList<string> asked)
    {
        var needs = new List<string>();
        foreach (var one in asked)
        {
            if (Need.Find(one) is not { } need)
                Wrong("needs", "NeedUnknown", $"There is no need with the id “{Short(one)}”. See /api/needs.", Short(one));
            else if (!needs.Contains(need.Id))
                needs.Add(need.Id);
        }
        if (asked.Count == 0)
            Wrong("needs", "NoNeed", "Choose what you would like help with (at least one).");
        else if (needs.Count > MostNeeds)
            Wrong("needs", "ManyNeeds", $"Choose at most {MostNeeds}, the most important first.", MostNeeds.ToString(CultureInfo.InvariantCulture));
        return needs;
    }

    private string Goals(string? text)
    {
        var goals = TypedText.Text("goals", text ?? "", LongestGoals, _problems);
        if (goals.Length == 0)
            Wrong("goals", "NoGoals", "Tell us in a sentence or two what you hope to reach.");
        return goals;
    }

    private List<Language> Languages(IReadOnlyList<string> asked)
    {
        var languages = new List<Language>();
        foreach (var one in asked.Where(Said))
        {
            if (!Language.TryParse(one, out var language))
                Wrong("languages", "LanguageUnknown", $"We do not know the language “{Short(one)}”. Use a tag such as en or es.", Short(one));
            else if (!languages.Contains(language))
                languages.Add(language);
        }
        return languages;
    }

    private DateOnly? StartBy(string? text)
    {
        if (!Said(text))
            return null;
        if (!DateOnly.TryParseExact(text!.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Wrong<DateOnly?>("startBy", "Date", "Write the date as year-month-day, for example 2027-01-15.");
        return date < today ? Wrong<DateOnly?>("startBy", "DatePassed", "The day to start by has passed.") : date > today.AddYears(2) ? Wrong<DateOnly?>("startBy", "DateFar", "Choose a date within the next two years.") : date;
    }

    private string? Text(string field, string? text, int longest, string code, string missing) => ContactCheck.Text(field, text, longest, code, missing, _problems);

    private static string InNumbers(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static bool Said(string? text) => !string.IsNullOrWhiteSpace(text);

    private static string Short(string? text) => text is null ? "" : text.Length <= 40 ? text : text[..40] + "…";

    private void Wrong(string field, string code, string message, params IReadOnlyList<string> arguments) => _problems.Add(new(field, message) { Code = code, Arguments = arguments });

    private T? Wrong<T>(string field, string code, string message)
    {
        Wrong(field, code, message);
        return default;
    }
}
