using Arl.Domain.Schools;
using CsCheck;
using Xunit;

namespace Arl.Tests.Schools;

public class FoldingTests
{
    [Theory]
    [InlineData("Peñasco  CAÑADA", "penasco canada")]
    [InlineData("St. Mary's-Annex (K-8)", "st marys annex k 8")]
    [InlineData("O’Brien", "obrien")]
    [InlineData("Łódź Straße Æon", "lodz strasse aeon")]
    [InlineData("ﬁne", "fine")]
    [InlineData(" ?! ", "")]
    [InlineData("", "")]
    public void Accents_case_and_signs_do_not_matter(string text, string folded) => Assert.Equal(folded, Folding.Fold(text));

    [Fact]
    public void Any_text_at_all_can_be_folded_and_folding_twice_changes_nothing() =>
        Gen.String.Sample(text => Folding.Fold(Folding.Fold(text)) == Folding.Fold(text));

    [Fact]
    public void Half_a_character_is_no_letter() => Assert.Equal("a b", Folding.Fold("a\ud800b"));
}
