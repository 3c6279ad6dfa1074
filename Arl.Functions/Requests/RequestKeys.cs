using Arl.Domain.Engagements;
using Arl.Domain.Requests;

namespace Arl.Functions.Requests;

/// <summary>
/// Keys of the table Requests. Partition: the reference's first character, which the fingerprint chose, so that equal requests meet in one partition.
/// Rows: <c>request_{ref}</c>, <c>{ref}_history_{n}</c>, <c>{ref}_match_{n}</c>, <c>{ref}_email_{batch}_{name}</c>, <c>{ref}_link_{hash}</c>, <c>{ref}_key_{hash}</c>, <c>{ref}_freshlink_{side}</c>, <c>{ref}_checkin_{n}_{side}</c>, <c>waiting_{ref}</c>, <c>open_{fingerprint}</c>, <c>outbox_{ref}_{work}</c>,
/// <c>index_…</c> (<see cref="RequestIndexRow"/>) and <c>mail_…</c> (<see cref="Mail.MailLogRow"/>). Partitions of their own: <c>key-{hash}</c> (<see cref="IdempotencyKeys"/>) and <c>index</c> (<see cref="RequestIndexRepair"/>).
/// </summary>
public static class RequestKeys
{
    internal const string RequestPrefix = "request_";
    internal const string WaitingPrefix = "waiting_";
    internal const string HistoryInfix = "_history_";
    internal const string MatchInfix = "_match_";
    internal const string CheckInInfix = "_checkin_";

    public static IReadOnlyList<string> Partitions { get; } = [.. Reference.Alphabet.Select(c => c.ToString())];

    public static string Partition(Reference reference) => reference.Shard.ToString();

    /// <summary>Whose row it is: the request's own, or one of those that begin with its reference.</summary>
    internal static Reference ReferenceOf(string key) =>
        Reference.Parse(key.StartsWith(RequestPrefix, StringComparison.Ordinal) ? key[RequestPrefix.Length..] : key[..key.IndexOf('_', StringComparison.Ordinal)]);

    public static string Request(Reference reference) => RequestPrefix + reference;

    /// <summary>With which the keys of a request's history start.</summary>
    public static string Histories(Reference reference) => reference + HistoryInfix;

    public static string History(Reference reference, int number) => $"{reference}{HistoryInfix}{number:D4}";

    public static string Match(Reference reference, int number) => $"{reference}{MatchInfix}{number:D4}";

    /// <param name="hash">Of the link's token, which is kept nowhere.</param>
    public static string Link(Reference reference, string hash) => $"{reference}_link_{hash}";

    /// <param name="hash">Of the Idempotency-Key that made the request.</param>
    public static string Key(Reference reference, string hash) => $"{reference}_key_{hash}";

    public static string CheckIn(Reference reference, int match, Side side) => $"{reference}{CheckInInfix}{match}_{side.ToString().ToLowerInvariant()}";

    public static string FreshLink(Reference reference, Side side) => $"{reference}_freshlink_{side.ToString().ToLowerInvariant()}";

    public static string Waiting(Reference reference) => WaitingPrefix + reference;

    public static string Open(string fingerprint) => "open_" + fingerprint;

    /// <param name="number">Of the match that is to be found: 1, and one more after each hand-back, so that a late handler never ends the work of the next.</param>
    public static string MatchWork(Reference reference, int number) => $"{reference}_match_{number}";

    public static string FreeWork(Reference reference, int number) => $"{reference}_free_{number}";

    public static string ReachWork(Reference reference) => $"{reference}_reach";
}
