using Arl.Domain;
using Arl.Functions.Storage;

namespace Arl.Functions.Imports;

/// <summary>Queue message of <c>apply-imports</c>: finish what this import is at, being applied or undone.</summary>
public sealed record ImportDue(string Kind, string ImportId) : ITraced
{
    public string? Traceparent { get; init; }

    string? ITraced.About => ImportId;
}

/// <summary>Where an import is. <see cref="Accepted"/> and <see cref="Undoing"/> are owed: whatever dies, they are finished.</summary>
public enum ImportState { Accepted, Applied, Undoing, Undone }

/// <summary>What applying an import did, or undoing it, in distinct things.</summary>
/// <param name="Removed">That are no more, now that it is undone.</param>
public sealed record ImportCounts(int New, int Changed, int Unchanged, int Removed = 0);

/// <summary>What a file would change if it were loaded.</summary>
/// <param name="Examples">The first of them, a line each.</param>
public sealed record ImportPreview(ImportCounts Counts, IReadOnlyList<string> Examples);

/// <summary>What became of the wish to undo an import.</summary>
public abstract record Undoing
{
    private Undoing() { }

    public sealed record Undone(ImportCounts Counts) : Undoing;

    public sealed record NotKept : Undoing;

    /// <summary>This kind of import cannot be undone.</summary>
    public sealed record NotThisKind : Undoing;
}

/// <summary>Which import says something, and since when: of two that say something of one thing the later is believed, whichever is applied first.</summary>
/// <param name="AcceptedAt">When it was accepted, the same at every try to apply it.</param>
/// <param name="ImportId">Decides between two of one moment.</param>
public sealed record ImportStamp(DateTimeOffset AcceptedAt, string ImportId)
{
    public bool IsOlderThan(ImportStamp? other) =>
        other is not null && (AcceptedAt < other.AcceptedAt || (AcceptedAt == other.AcceptedAt && string.CompareOrdinal(ImportId, other.ImportId) < 0));
}

/// <summary>A file that was read without a problem.</summary>
/// <param name="File">As staff sent it.</param>
/// <param name="Accepted">What was made of it, facts of that day included: this is applied, whatever the directory says by then.</param>
/// <param name="Rows">Rows of the file.</param>
public sealed record AcceptedFile(ReadOnlyMemory<byte> File, BinaryData Accepted, int Rows);

/// <summary>What was answered to staff.</summary>
/// <param name="Examples">Set where nothing was done yet: lines of what would change.</param>
public sealed record ImportReceipt(string ImportId, int Rows, ImportCounts Counts, IReadOnlyList<string>? Examples = null);

/// <summary>An import as staff see it in the list.</summary>
/// <param name="By">Who loaded it last.</param>
public sealed record KeptImport(string Kind, string ImportId, ImportState State, DateTimeOffset AcceptedAt, string By, int Rows, ImportCounts? Counts, DateTimeOffset? UndoneAt, string? UndoneBy, bool CanBeUndone);

/// <summary>One kind of file that staff load, all rows or none.</summary>
public interface IImportKind
{
    /// <summary>1–20 of a–z: partition, folder and part of the message.</summary>
    string Kind { get; }

    /// <summary>
    /// True where a file says how things are, so that loading it again says it anew and goes above what was loaded between.
    /// False where it says what was: the same file again adds nothing.
    /// </summary>
    bool SaysHowThingsAre { get; }

    /// <summary>Applies all of it. Called again after a crash half-way, late, and beside itself and others: the second time changes nothing, and what a later import said stays.</summary>
    /// <param name="accepted">As <see cref="AcceptedFile.Accepted"/>.</param>
    Task<ImportCounts> Apply(BinaryData accepted, ImportStamp stamp, CancellationToken cancel);

    /// <summary>Reads a file of this kind whole, and says everything that is wrong with it. Nothing is kept.</summary>
    Task<Result<AcceptedFile>> Read(ReadOnlyMemory<byte> file, CancellationToken cancel);

    /// <summary>True where what it said can be taken back.</summary>
    bool CanBeUndone { get; }

    /// <summary>Takes all of it back, as carefully as <see cref="Apply"/>: whoever still applies this acceptance afterwards changes nothing.</summary>
    /// <exception cref="NotSupportedException">This kind cannot.</exception>
    Task<ImportCounts> TakeBack(BinaryData accepted, ImportStamp stamp, CancellationToken cancel);

    /// <summary>What <see cref="Apply"/> would do now; nothing is written.</summary>
    Task<ImportPreview> Preview(BinaryData accepted, ImportStamp stamp, CancellationToken cancel);
}
