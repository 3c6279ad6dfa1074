namespace Arl.Functions.Mail;

/// <summary>
/// The time that one try may take, and whether the mail has begun to leave. Until then a stop of ours ends the try; from then on
/// only the limit does, because ending it would leave the mail in doubt.
/// </summary>
internal sealed class HandOver : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _stop;
    private volatile bool _begun;

    public HandOver(TimeProvider clock, CancellationToken stop)
    {
        _end = new(Limit, clock);
        _stop = stop.Register(() =>
        {
            if (!_begun)
                _end.Cancel();
        });
    }

    public bool Begun => _begun;

    public CancellationToken End => _end.Token;

    public void Begin() => _begun = true;

    /// <summary>What a line that broke, or a limit that passed, means for the mail.</summary>
    public MailOutcome Broken(string reason) => Begun ? new MailOutcome.InDoubt(reason) : new MailOutcome.NotNow(reason);

    public void Dispose()
    {
        _stop.Dispose();
        _end.Dispose();
    }
}
