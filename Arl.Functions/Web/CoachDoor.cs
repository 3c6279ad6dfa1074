using Arl.Domain;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Web;

/// <summary>The way into every page that a coach opens by a secret address of it. Whatever opens nothing looks alike: a wrong address, one that is too old, that of a coach who has left.</summary>
public sealed class CoachDoor(WrongLinks wrong)
{
    /// <param name="kind">Of the page, for the log.</param>
    /// <param name="open">Null where the address opens nothing.</param>
    /// <param name="then">Answers what is made of the page, in English.</param>
    public async Task<IResult> Enter<TPage>(HttpRequest http, string kind, Func<Task<TPage?>> open, Func<TPage, Task<IResult>> then) where TPage : class
    {
        PageResults.KeepSecret(http);
        ReaderLanguage.Only(http, Language.English);
        if (await open() is { } opened)
            return await then(opened);
        wrong.Tried(kind);
        return PageResults.NotFound();
    }
}
