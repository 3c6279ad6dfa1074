using Arl.Domain.Schools;
using CsCheck;
using Xunit;
using static Arl.Tests.Schools.SomeSchools;

namespace Arl.Tests.Schools;

public class SchoolDirectoryFormatTests
{
    [Fact]
    public void What_is_written_is_read() =>
        Gen.Select(Some, Text).Sample((schools, query) =>
        {
            var written = Directory(schools);

            var read = SchoolDirectoryFormat.Read(SchoolDirectoryFormat.Write(written));

            Assert.Equal(Origin, read.Origin);
            Assert.Equal(written.All(), read.All());
            Assert.Equal(written.Search(query), read.Search(query));
            Assert.Equal(written.SearchDistricts(query), read.SearchDistricts(query));
        });

    [Fact]
    public void The_same_schools_make_the_same_bytes() => Assert.Equal(SchoolDirectoryFormat.Write(Directory(One)), SchoolDirectoryFormat.Write(Directory(One)));

    [Fact]
    public void One_changed_byte_is_noticed_wherever_it_is()
    {
        var bytes = SchoolDirectoryFormat.Write(Directory(One));

        Gen.Int[0, bytes.Length - 1].Sample(at =>
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => SchoolDirectoryFormat.Read(damaged));
        });
    }

    [Fact]
    public void A_block_cut_short_is_noticed()
    {
        var bytes = SchoolDirectoryFormat.Write(Directory(One));

        Gen.Int[0, bytes.Length - 1].Sample(length => { Assert.Throws<InvalidDataException>(() => SchoolDirectoryFormat.Read(bytes[..length])); });
    }

    [Fact]
    public void An_older_version_says_what_to_do()
    {
        var bytes = SchoolDirectoryFormat.Write(Directory(One));
        bytes[8] = 0;

        Assert.Contains("import the schools again", Assert.Throws<InvalidDataException>(() => SchoolDirectoryFormat.Read(bytes)).Message, StringComparison.Ordinal);
    }
}
