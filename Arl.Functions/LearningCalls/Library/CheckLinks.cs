using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>Timer, each day: looks at those links of the library whose last look is a week ago.</summary>
public sealed class CheckLinks(LinkChecker checker)
{
    [Function(nameof(CheckLinks))]
    public Task Run([TimerTrigger("0 35 9 * * *")] TimerInfo timer, CancellationToken cancel) => checker.Run(cancel);
}
