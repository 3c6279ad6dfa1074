namespace Arl.Functions.Imports;

/// <summary>Queue message of <c>apply-imports</c>: finish this accepted import.</summary>
public sealed record ImportDue(string Kind, string ImportId);

/// <summary>What applying an import did, in distinct things.</summary>
public sealed record ImportCounts(int New, int Changed, int Unchanged);

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
public sealed record ImportReceipt(string ImportId, int Rows, ImportCounts Counts);

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
}
