using System.Runtime.InteropServices;

namespace Arl.Domain.Schools;

internal sealed class DirectoryWriter(BinaryWriter writer)
{
    public void Write(DirectoryData data)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("The directory's format is little-endian, and its arrays are copied as they lie in memory.");
        Origin(data.Origin);
        Table(data.States);
        Table(data.Cities);
        Schools(data.Schools);
        Districts(data.Districts);
    }

    private void Origin(DirectoryOrigin origin)
    {
        writer.Write(origin.Source);
        writer.Write(origin.SchoolYear ?? "");
        writer.Write(origin.IsSample);
        writer.Write(origin.ImportedAt.UtcTicks);
    }

    private void Schools(SchoolRows rows)
    {
        Array(rows.Ids);
        Table(rows.Names);
        Array(rows.City);
        Array(rows.District);
        Array(rows.State);
        Array(rows.Locale);
        Array(rows.Facts);
        Array(rows.Students);
        Array(rows.Lunch);
        Index(rows.Search);
    }

    private void Districts(DistrictRows rows)
    {
        Array(rows.Ids);
        Table(rows.Names);
        Array(rows.State);
        Array(rows.Schools);
        Array(rows.Students);
        Index(rows.Search);
    }

    private void Index(SearchIndex index)
    {
        writer.Write(index.IdDigits);
        Table(index.Words);
        Array(index.PostingStarts);
        Array(index.Postings);
        Table(index.Names);
        Array(index.ByName);
        Array(index.Ids);
        Array(index.ById);
    }

    private void Table(Utf8Table table)
    {
        Array(table.Bytes);
        Array(table.Starts);
    }

    private void Array<T>(T[] values) where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}

internal sealed class DirectoryReader(BinaryReader reader)
{
    public DirectoryData Read()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("The directory's format is little-endian, and its arrays are copied as they lie in memory.");
        return new() { Origin = Origin(), States = Table(), Cities = Table(), Schools = Schools(), Districts = Districts() };
    }

    private DirectoryOrigin Origin() => new(
        reader.ReadString(), reader.ReadString() is { Length: > 0 } year ? year : null, reader.ReadBoolean(), new(reader.ReadInt64(), TimeSpan.Zero));

    // An initializer runs in the order it is written, which is the order of the file.
    private SchoolRows Schools() => new()
    {
        Ids = Array<long>(),
        Names = Table(),
        City = Array<int>(),
        District = Array<int>(),
        State = Array<byte>(),
        Locale = Array<byte>(),
        Facts = Array<byte>(),
        Students = Array<int>(),
        Lunch = Array<int>(),
        Search = Index(),
    };

    private DistrictRows Districts() => new()
    {
        Ids = Array<int>(),
        Names = Table(),
        State = Array<byte>(),
        Schools = Array<int>(),
        Students = Array<int>(),
        Search = Index(),
    };

    private SearchIndex Index() => new()
    {
        IdDigits = reader.ReadInt32(),
        Words = Table(),
        PostingStarts = Array<int>(),
        Postings = Array<int>(),
        Names = Table(),
        ByName = Array<int>(),
        Ids = Array<long>(),
        ById = Array<int>(),
    };

    private Utf8Table Table() => new(Array<byte>(), Array<int>());

    private T[] Array<T>() where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
