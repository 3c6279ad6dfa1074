namespace Arl.Functions.Imports;

/// <summary>Queue message of <c>apply-imports</c>: finish this accepted import.</summary>
public sealed record ImportDue(string Kind, string ImportId);

/// <summary>What applying an import did, in distinct things.</summary>
public sealed record ImportCounts(int New, int Changed, int Unchanged);

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

    /// <summary>Applies all of it. Called again after a crash half-way, and beside itself: the second time changes nothing.</summary>
    /// <param name="accepted">As <see cref="AcceptedFile.Accepted"/>.</param>
    /// <param name="at">When the import was accepted, the same at every try.</param>
    Task<ImportCounts> Apply(BinaryData accepted, DateTimeOffset at, CancellationToken cancel);
}
