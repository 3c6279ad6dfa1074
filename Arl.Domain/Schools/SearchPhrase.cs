namespace Arl.Domain.Schools;

/// <summary>What somebody types to find a school: words of its name and city, and perhaps its state at the end (<c>lincoln elementary nm</c>, <c>mesa verde, New Mexico</c>).</summary>
public static class SearchPhrase
{
    /// <summary>The words without the state, and the state; null where the phrase ends in none, or is nothing else.</summary>
    public static (string Words, UsState State)? WithState(string phrase)
    {
        var words = phrase.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        for (var length = Math.Min(3, words.Length - 1); length > 0; length--)
        {
            if (StateCalled(string.Join(' ', words[^length..])) is { } state)
                return (string.Join(' ', words[..^length]), state);
        }
        return null;
    }

    private static UsState? StateCalled(string text) =>
        UsState.TryParse(text, out var byCode) ? byCode : UsState.All.Where(state => state.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Select(state => (UsState?)state).FirstOrDefault();
}
