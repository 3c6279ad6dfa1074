using System.Security.Cryptography;
using System.Text;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;

namespace Arl.Domain.Requests;

/// <summary>School and coach were introduced.</summary>
public sealed record Introduced(int MatchNumber, string CoachId, string Organization, DateTimeOffset At);

public enum RequestState { Received, Waiting, Matched, Introduced, Coaching, Completed, Withdrawn }

/// <summary>A request at one moment of its life. <see cref="RequestLife"/> alone makes the next moment.</summary>
public sealed record CoachingRequest
{
    /// <summary>More than this of the same email help nobody.</summary>
    public const int MostResends = 5;

    /// <summary>A school that corrects its contact more often than this would write to strangers by our hand.</summary>
    public const int MostCorrections = 5;

    public required Reference Reference { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required RequestedPlace Place { get; init; }

    public required Contact Contact { get; init; }

    /// <summary>Ids of <see cref="Need"/>, the most important first; 1–5.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    public required string Goals { get; init; }

    public IReadOnlyList<Language> Languages { get; init; } = [];

    public DateOnly? StartBy { get; init; }

    public required NeedIndex NeedIndex { get; init; }

    public RequestState State { get; init; } = RequestState.Received;

    /// <summary>Why it waits, in words for staff and the school; set while <see cref="RequestState.Waiting"/>.</summary>
    public string? WaitingBecause { get; init; }

    /// <summary>While set, the contact has to confirm it with one click before anybody looks for a coach: the moment at which it is withdrawn by itself without one.</summary>
    public DateTimeOffset? ConfirmBy { get; init; }

    /// <summary>When it was confirmed; null where it needed none or has none yet.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? ConfirmRemindedAt { get; init; }

    /// <summary>How many addresses it has had while it waited for the click: a link that went to an earlier one confirms nothing.</summary>
    public int ConfirmAddress { get; init; }

    /// <summary>What a member of the staff must look at, each kind once; empty where nothing.</summary>
    public IReadOnlyList<Attention> Attention { get; init; } = [];

    /// <summary>The match in force; null before the first and after a hand-back. A withdrawn or completed request keeps its last one.</summary>
    public Match? Match { get; init; }

    /// <summary>How many matches there have been: the number of the latest.</summary>
    public int Matches { get; init; }

    /// <summary>How many events its history holds.</summary>
    public int Events { get; init; }

    /// <summary>What its history says, as far as figures go by it, oldest first.</summary>
    public IReadOnlyList<RequestMoment> Moments { get; init; } = [];

    /// <summary>Coaches who handed it back; never offered again.</summary>
    public IReadOnlyList<string> ExcludedCoaches { get; init; } = [];

    /// <summary>Every introduction so far, the first one first; a hand-back takes none away.</summary>
    public IReadOnlyList<Introduced> Introductions { get; init; } = [];

    /// <summary>What has happened since the match in force was made.</summary>
    public Engagement Engagement { get; init; } = Engagement.None;

    /// <summary>How often its acknowledgement or an introduction was sent once more.</summary>
    public int Resends { get; init; }

    /// <summary>The coach whom staff chose for the next match; it waits until they have room.</summary>
    public string? PreferredCoachId { get; init; }

    /// <summary>While set, nothing is matched, sent or closed; the first day on which it goes on, by the calendar of the place.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>When the pause in force began.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When the last pause ended.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    /// <summary>How long it was paused before its first introduction, in the pauses that are over.</summary>
    public TimeSpan HeldBeforeIntroduction { get; init; }

    /// <summary>When it was completed, withdrawn or merged.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The request that goes on in this one's stead.</summary>
    public Reference? MergedInto { get; init; }

    /// <summary>When all that names a person was erased from it (<see cref="Erasure"/>); null where it is all there.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>The day at the place.</summary>
    public DateOnly DayAt(DateTimeOffset moment) => LocalTime.DayOf(moment, TimeZones.Of(Place.State));

    public bool AwaitsConfirmation => ConfirmBy is not null;

    public bool MayResend => Resends < MostResends;

    /// <summary>Whether the school itself may change its contact once more. What staff changed counts too; they are not held to it.</summary>
    public bool MayCorrectContact => Moments.Count(moment => moment.Event == nameof(RequestEvent.ContactCorrected)) < MostCorrections;

    public bool IsOpen => State is not (RequestState.Completed or RequestState.Withdrawn);

    /// <summary>What another request must share to be the same one: place, of a district the schools it is for, and contact.</summary>
    public string Fingerprint => FingerprintOf(Place, Contact);

    public static string FingerprintOf(RequestedPlace place, Contact contact) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{place.Key}|{string.Join(';', place.SchoolIds)}|{contact.Email.Value.ToUpperInvariant()}")).AsSpan(0, 16));

    /// <summary>0–30: the shard in which equal requests meet, so that one transaction can tell.</summary>
    public static int ShardOf(string fingerprint) => Convert.ToInt32(fingerprint[..4], 16) % Reference.Alphabet.Length;

    /// <param name="earlierHelp">The share of the place's schools that the network has served before, 0–1.</param>
    /// <param name="confirmWithin">How long it waits for its contact's click; null where it needs none.</param>
    public static CoachingRequest Receive(CheckedRequest form, Reference reference, DateTimeOffset now, double earlierHelp = 0, TimeSpan? confirmWithin = null) => new()
    {
        Reference = reference,
        ReceivedAt = now,
        Place = form.Place,
        Contact = form.Contact,
        Needs = form.Needs,
        Goals = form.Goals,
        Languages = form.Languages,
        StartBy = form.StartBy,
        NeedIndex = NeedIndex.Of(form.Place, earlierHelp),
        Events = 1,
        ConfirmBy = now + confirmWithin,
        Moments = [new(now, RequestMoment.ReceivedEvent, RequestState.Received) { Paused = confirmWithin is null ? null : true }],
    };
}
