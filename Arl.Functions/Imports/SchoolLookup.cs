using Arl.Domain.Schools;

namespace Arl.Functions.Imports;

/// <summary>Gives the look-up of the directory in force; where none has been imported yet, one that knows no school.</summary>
public delegate Task<Func<NcesSchoolId, School?>> SchoolLookup(CancellationToken cancel);
