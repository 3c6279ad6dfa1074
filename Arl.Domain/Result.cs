namespace Arl.Domain;

/// <summary>One thing wrong with the input, in the user's words. <paramref name="Field"/> names the input field as the caller wrote it, e.g. <c>contact.email</c>.</summary>
public sealed record Problem(string Field, string Message);

/// <summary>Either a value or everything wrong with the input. Faults of our own are exceptions.</summary>
public abstract record Result<T>
{
    private Result() { }

    public sealed record Ok(T Value) : Result<T>;

    public sealed record Invalid(IReadOnlyList<Problem> Problems) : Result<T>;
}
