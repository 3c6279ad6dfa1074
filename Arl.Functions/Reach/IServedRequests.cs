using Arl.Domain.Reach;

namespace Arl.Functions.Reach;

/// <summary>The schools that an introduced request serves.</summary>
public sealed record ServedRequest(string Reference, IReadOnlyList<ServedSchool> Schools);

/// <summary>What the requests owe to the reach.</summary>
public interface IServedRequests
{
    /// <summary>Null where nothing is owed: counted already, or not introduced.</summary>
    Task<ServedRequest?> Get(string reference, CancellationToken cancel);

    /// <summary>Its schools stand in the reach: the outbox row may go. Called again harmlessly.</summary>
    Task Counted(ServedRequest request, CancellationToken cancel);
}
