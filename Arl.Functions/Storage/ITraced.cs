namespace Arl.Functions.Storage;

/// <summary>A queue message that belongs to the trace of whatever owed it. One without a trace (an old one, or nobody looks) is written as if the property were not there.</summary>
public interface ITraced
{
    /// <summary>W3C trace context. In the message's text only, and so in the outbox row that keeps it: a message sent again still belongs to the request that owed it.</summary>
    string? Traceparent { get; init; }

    /// <summary>The id of what the message is about, for its span.</summary>
    string? About => null;
}
