namespace Arl.Pages.Privacy;

/// <summary>What staff read, exported or erased, in words, by the function that showed it. Of a function that is gone by now its name is left.</summary>
public static class AuditWords
{
    private const string Person = "all that is kept of a person";

    private static readonly Dictionary<string, string> s_words = new(StringComparer.Ordinal)
    {
        ["ConfirmForContact"] = "a request, to confirm it for its contact",
        ["CorrectContact"] = "a request, to correct its contact",
        ["CurateResource"] = "a resource of the library, to act on it",
        ["DownloadCoaches"] = "the file of all coaches",
        ["EditAgenda"] = "the agenda of a learning call, to change it",
        ["EditCallNotes"] = "the notes of a learning call, to change them",
        ["EditCoach"] = "a coach, to change them",
        ["EnterRequest"] = "the form for a request that came by phone",
        ["ErasePerson"] = Person,
        ["ExportPerson"] = Person,
        ["FindPerson"] = Person,
        ["ImportCoaches"] = "a file of coaches, to load it",
        ["LoadUpload"] = "a file, to load it",
        ["LookAtUpload"] = "a file, before it is loaded",
        ["MergeRequest"] = "a request, to merge it",
        ["PauseCoach"] = "a coach, for a pause",
        ["PauseRequest"] = "a request, to pause it",
        ["ReassignRequest"] = "a request, to give it to another coach",
        ["ResendEmails"] = "a request, to send its emails again",
        ["ResumeRequest"] = "a request, to end its pause",
        ["SearchRequests"] = "what a search of requests found",
        ["PostCall"] = "a learning call, to change it or say who came",
        ["ShowCall"] = "who comes to a learning call",
        ["ShowAgenda"] = "the agenda of a learning call",
        ["ShowCallNotes"] = "the notes of a learning call",
        ["ShowCoach"] = "a coach’s page",
        ["ShowCoachForm"] = "the form with a coach’s facts",
        ["ShowCoaches"] = "the list of coaches",
        ["ShowMailLog"] = "the list of emails",
        ["ShowRequests"] = "the list of requests",
        ["ShowStaff"] = "the page of today",
        ["ShowStaffLibrary"] = "the list of the library",
        ["ShowStaffRequest"] = "a request’s page",
        ["ShowStaffResource"] = "a resource of the library",
        ["ShowWaiting"] = "the list of those who wait",
    };

    public static string Of(string function) => s_words.GetValueOrDefault(function, function);
}
