using Arl.Domain.Requests;
using CsCheck;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class ReferenceTests
{
    private static readonly Gen<Reference> References = Gen.Select(Gen.Int[0, 30], Gen.ULong, Reference.Create);

    [Fact]
    public void It_reads_back_as_written() =>
        References.Sample(reference => Reference.Parse(reference.ToString()) == reference);

    [Fact]
    public void It_is_read_as_people_type_it() =>
        References.Sample(reference =>
            Reference.Parse(reference.ToString().ToLowerInvariant().Replace("-", " ")) == reference && Reference.Parse(reference.Code) == reference);

    [Fact]
    public void It_has_no_letters_that_look_alike() =>
        References.Sample(reference => !reference.Code.Any(c => "01OIL".Contains(c)));

    [Fact]
    public void One_wrong_character_is_always_noticed() =>
        Gen.Select(References, Gen.Int[0, 7], Gen.Int[1, 30]).Sample((reference, at, by) =>
        {
            var wrong = reference.Code.ToCharArray();
            wrong[at] = Reference.Alphabet[(Reference.Alphabet.IndexOf(wrong[at]) + by) % 31];
            return !Reference.TryParse(new string(wrong), out _);
        });

    [Fact]
    public void Two_swapped_characters_are_always_noticed() =>
        Gen.Select(References, Gen.Int[0, 7], Gen.Int[0, 7]).Sample((reference, one, other) =>
        {
            var swapped = reference.Code.ToCharArray();
            (swapped[one], swapped[other]) = (swapped[other], swapped[one]);
            return swapped[one] == swapped[other] || !Reference.TryParse(new string(swapped), out _);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ARL")]
    [InlineData("ARL-7K3F-9QZ")]
    [InlineData("ARL-7K3F-9Q00")]
    public void Other_texts_are_not_references(string? text) => Assert.False(Reference.TryParse(text, out _));
}
