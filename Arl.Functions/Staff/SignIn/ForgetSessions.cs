using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.SignIn;

/// <summary>Timer, each night: sessions that are over are deleted.</summary>
public sealed class ForgetSessions(StaffSessions sessions)
{
    [Function(nameof(ForgetSessions))]
    public Task Run([TimerTrigger("0 15 9 * * *")] TimerInfo timer, CancellationToken cancel) => sessions.Forget(cancel);
}
