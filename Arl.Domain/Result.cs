namespace Arl.Domain;

/// <summary>One thing wrong with the input, in the user's words. <paramref name="Field"/> names the input field as the caller wrote it, e.g. <c>contact.email</c>.</summary>
public sealed record Problem(string Field, string Message)
{
    /// <summary>Stable, and the same for every problem with these words: by it the page says it in the reader's language. Null where it is said in English alone.</summary>
    public string? Code { get; init; }

    /// <summary>What the words name, in their order.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}

/// <summary>Either a value or everything wrong with the input. Faults of our own are exceptions.</summary>
public abstract record Result<T>
{
    private Result() { }

    public sealed record Ok(T Value) : Result<T>;

    public sealed record Invalid(IReadOnlyList<Problem> Problems) : Result<T>;
}
