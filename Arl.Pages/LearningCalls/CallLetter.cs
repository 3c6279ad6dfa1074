using Arl.Domain.LearningCalls;

namespace Arl.Pages.LearningCalls;

/// <summary>What every email about the calls is made of.</summary>
/// <param name="Page">The reader's own page of the call.</param>
/// <param name="Library">The reader's own page of the library.</param>
public sealed record CallLetter(CallSeries Series, LearningCall Call, string CoachName, string CoachZone, Uri Page, Uri Library)
{
    public string When => CallTimes.When(Call.StartsAt, CoachZone);

    public Uri Answering(CallAnswer answer) => new($"{Page.AbsoluteUri}?answer={CallTimes.Answer(answer).ToLowerInvariant()}");

    public Uri Coming => new($"{Page.AbsoluteUri}?came=yes");
}
