namespace Arl.Domain.Reach;

/// <summary>One source's word about a school, and while it stood in the books.</summary>
/// <param name="Source">A request's reference, or <c>import-{id}</c>.</param>
/// <param name="RemovedAt">When it was taken back, or a fuller word of its source took its place; null while it stands. Never before <paramref name="AddedAt"/>; the same moment where it never stood.</param>
public sealed record Mention(string Source, ServedSchool School, DateTimeOffset AddedAt, DateTimeOffset? RemovedAt = null)
{
    /// <summary>From its first moment on and until, not at, its last.</summary>
    public bool StoodAt(DateTimeOffset moment) => AddedAt <= moment && !(RemovedAt <= moment);
}

/// <summary>
/// Everything ever said of one school, by whom and when: nothing is deleted, so that the facts of any past moment can be told again.
/// Writers may come twice, late and beside each other, in any order: what stands in the end is the same.
/// </summary>
/// <param name="ChangedAt">When what stands now last changed; from then on <see cref="AsOf"/> tells the same as <see cref="Now"/>.</param>
public sealed record ServedBook(IReadOnlyList<Mention> Mentions, DateTimeOffset ChangedAt)
{
    public static ServedBook Empty { get; } = new([], DateTimeOffset.MinValue);

    /// <summary>The merge of what stands; null where everything was taken back, or nothing was ever said: then the school counts nowhere.</summary>
    public ServedSchool? Now => Merged(Mentions.Where(Stands));

    /// <summary>The same as it was at a moment: never changed by what is said or taken back later.</summary>
    public ServedSchool? AsOf(DateTimeOffset moment) => Merged(Mentions.Where(mention => mention.StoodAt(moment)));

    /// <summary>Those whose word stands, each once.</summary>
    public IReadOnlyList<string> Sources => [.. Mentions.Where(Stands).Select(mention => mention.Source).Distinct(StringComparer.Ordinal)];

    /// <summary>What stands of one source.</summary>
    public ServedSchool? Of(string source) => Merged(Mentions.Where(mention => Stands(mention) && mention.Source == source));

    /// <summary>
    /// The source says this, as the newest or only a part of what it has to say: its word becomes the merge of both, and what was said until now is kept as the past.
    /// The same again, or less, changes nothing. Nor does what comes late: words no newer than what was taken back since.
    /// </summary>
    public ServedBook Say(string source, ServedSchool school, DateTimeOffset at)
    {
        if (Of(source) is not { } standing)
            return Knows(source, school) ? this : Put(source, school, at);
        var words = ServedSchool.Merge(standing, school);
        return words == standing ? this : Put(source, words, at);
    }

    /// <summary>What the source has said stands no more; what others said is left.</summary>
    public ServedBook TakeBack(string source, DateTimeOffset at) => Remove(mention => mention.Source == source, at);

    /// <summary>
    /// As <see cref="TakeBack(string, DateTimeOffset)"/>, of these words and older ones: newer ones that the source said since stand.
    /// Where they have not been written yet they are from now on refused, so that a writer who comes late cannot bring them back.
    /// </summary>
    public ServedBook TakeBack(string source, ServedSchool said, DateTimeOffset at)
    {
        var next = Remove(mention => mention.Source == source && mention.School.StatedAt <= said.StatedAt, at);
        if (next.Knows(source, said))
            return next;
        var never = Later(at);
        return next.With([.. next.Mentions, new(source, said, never, never)], never);
    }

    /// <summary>A person sets the source's word right, whatever it said before.</summary>
    public ServedBook Correct(string source, ServedSchool school, DateTimeOffset at) => Of(source) == school ? this : Put(source, school, at);

    private static bool Stands(Mention mention) => mention.RemovedAt is null;

    private static ServedSchool? Merged(IEnumerable<Mention> mentions)
    {
        ServedSchool? merged = null;
        foreach (var mention in mentions)
            merged = merged is null ? mention.School : ServedSchool.Merge(merged, mention.School);
        return merged;
    }

    /// <summary>True where the source has said these words or newer ones, by themselves or with others, whether or not they stand.</summary>
    private bool Knows(string source, ServedSchool school) => Mentions.Any(mention => mention.Source == source
        && (mention.School.StatedAt >= school.StatedAt || ServedSchool.Merge(mention.School, school) == mention.School));

    private ServedBook Put(string source, ServedSchool school, DateTimeOffset at)
    {
        var added = Later(at);
        var kept = Mentions.Select(mention => Stands(mention) && mention.Source == source ? mention with { RemovedAt = added } : mention);
        return With([.. kept, new(source, school, added)], added);
    }

    private ServedBook Remove(Func<Mention, bool> which, DateTimeOffset at)
    {
        if (!Mentions.Any(mention => Stands(mention) && which(mention)))
            return this;
        var removed = Later(at);
        return With([.. Mentions.Select(mention => Stands(mention) && which(mention) ? mention with { RemovedAt = removed } : mention)], removed);
    }

    private ServedBook With(IReadOnlyList<Mention> mentions, DateTimeOffset at)
    {
        var next = new ServedBook(mentions, at);
        return Mentions.Count > 0 && SaysTheSame(Now, next.Now) ? next with { ChangedAt = ChangedAt } : next;
    }

    private static bool SaysTheSame(ServedSchool? one, ServedSchool? other) => one is null ? other is null : other is not null && one.SaysTheSameAs(other);

    /// <summary>No clock of another machine rewrites the past: nothing happens before what has happened already.</summary>
    private DateTimeOffset Later(DateTimeOffset at)
    {
        foreach (var mention in Mentions)
        {
            at = mention.AddedAt > at ? mention.AddedAt : at;
            at = mention.RemovedAt > at ? mention.RemovedAt.Value : at;
        }
        return at;
    }
}
