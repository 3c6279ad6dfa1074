using Arl.Domain.LearningCalls;

namespace Arl.Pages.LearningCalls;

/// <summary>What a link of an email asks of its reader.</summary>
public abstract record CallAsked
{
    private CallAsked() { }

    public sealed record Answer(CallAnswer Chosen) : CallAsked;

    public sealed record Came : CallAsked;
}

/// <param name="Zone">Of the coach, IANA id.</param>
/// <param name="Me">Null where nothing is known of the coach and this call.</param>
/// <param name="Coming">How many have said yes.</param>
/// <param name="Said">What the last button did, in a sentence.</param>
public sealed record CallPageModel(
    LearningCall Call, CallSeries Series, string Zone, string Path, bool HasBegun, bool IsOver, CallAttendee? Me, int Coming, CallAsked? Asked, string? Said)
{
    public Agenda Agenda { get; init; } = Agenda.Empty;

    /// <summary>The coach's page of the library.</summary>
    public string LibraryPath { get; init; } = "";

    /// <summary>For the boxes of a question and of a link.</summary>
    public string Key { get; init; } = "";

    /// <summary>The others, by name, whom they may thank.</summary>
    public IReadOnlyList<(string Id, string Name)> Others { get; init; } = [];

    public bool IsOff => Call.State == CallState.Skipped;

    public string When => CallTimes.When(Call.StartsAt, Zone);

    /// <summary>The one button that the link of the email asks for; null where it asks nothing, or what it asks is so already.</summary>
    public (string Question, string Do, string Button)? Confirm => Asked switch
    {
        _ when IsOff || Said is not null => null,
        CallAsked.Answer(var answer) when Me?.Answer == answer => null,
        CallAsked.Answer(CallAnswer.Yes) => ("Will you come?", "yes", "Yes, I will come"),
        CallAsked.Answer(CallAnswer.Maybe) => ("Will you perhaps come?", "maybe", "Maybe, I will see"),
        CallAsked.Answer(CallAnswer.No) => ("Not this time?", "no", "No, I can’t come"),
        CallAsked.Came when Me?.Came != true => ("Were you there?", "came", "Yes, I was there"),
        _ => null,
    };

    /// <summary>What stands now, in a sentence.</summary>
    public string Standing => (IsOff, IsOver, Me?.Answer) switch
    {
        (true, _, _) => "There is no call in this week.",
        (_, true, _) => Me?.Came switch { true => "This call is over. You were there.", false => "This call is over. You were not there.", _ => "This call is over." },
        (_, _, CallAnswer.Yes) => "You said that you will come.",
        (_, _, CallAnswer.Maybe) => "You said that you may come.",
        (_, _, CallAnswer.No) => "You said that you can’t come.",
        _ => "You have not answered yet.",
    };

    public string WhoComes => Coming switch
    {
        0 => "Nobody has said yes so far.",
        1 => Me?.Answer == CallAnswer.Yes ? "You are the first to say yes." : "One coach has said yes so far.",
        _ => $"{Domain.InWords.Line(Domain.InWords.Number(Coming))} coaches have said yes so far.",
    };
}
