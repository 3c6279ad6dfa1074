using Arl.Domain;
using Xunit;

namespace Arl.Tests;

public sealed class EmailAddressTests
{
    private static readonly string s_longDomain = $"{new string('x', 62)}.{new string('y', 62)}.{new string('z', 63)}";

    [Theory]
    [InlineData("ana.lucero@mesaschools.example"), InlineData("o'neill+help@k12.nm.us"), InlineData(" ana@mesa.example "), InlineData("josé@mesa.example")]
    public void It_is_a_mailbox_at_a_domain_with_a_dot(string text) => Assert.Equal(text.Trim(), EmailAddress.Parse(text).Value);

    [Theory]
    [InlineData(null), InlineData(""), InlineData("ana"), InlineData("ana@mesa"), InlineData("@mesa.example"), InlineData("ana@"), InlineData("ana lucero@mesa.example"), InlineData("Ana <ana@mesa.example>")]
    [InlineData("ana@mesa..example"), InlineData("ana@.mesa.example"), InlineData("ana@mesa.example."), InlineData("ana@mesa.example,rosa@mesa.example"), InlineData("ana;rosa@mesa.example"), InlineData("\"ana\"@mesa.example")]
    [InlineData("ana(x)@mesa.example"), InlineData("ana@127.0.0.1"), InlineData("ana@[127.0.0.1]"), InlineData("ana@mesa_schools .example"), InlineData("ana\u0001@mesa.example"), InlineData("ana@ro@mesa.example"), InlineData("ana>@mesa.example")]
    public void Nothing_else_is_one(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void Its_mailbox_has_64_characters_at_most_and_all_of_it_254()
    {
        Assert.Equal(254, EmailAddress.Parse($"{new string('a', 64)}@{s_longDomain}").Value.Length);
        Assert.False(EmailAddress.TryParse($"{new string('a', 65)}@mesa.example", out _));
        Assert.False(EmailAddress.TryParse($"{new string('a', 64)}@w{s_longDomain}", out _));
    }

    [Fact]
    public void It_is_the_same_in_any_letters_and_its_domain_is_written_in_small_ones()
    {
        var address = EmailAddress.Parse("Ana.Lucero@MesaSchools.Example");

        Assert.Equal(("Ana.Lucero@mesaschools.example", "mesaschools.example"), (address.Value, address.Domain));
        Assert.Equal(EmailAddress.Parse("ana.lucero@mesaschools.example"), address);
        Assert.Equal(EmailAddress.Parse("ana.lucero@mesaschools.example").GetHashCode(), address.GetHashCode());
        Assert.False(address.Equals(null));
    }

    [Fact]
    public void Printed_it_shows_a_letter_and_the_domain_and_what_is_none_is_not_repeated()
    {
        Assert.Equal("a***@mesaschools.example", EmailAddress.Parse("ana.lucero@mesaschools.example").ToString());
        Assert.DoesNotContain("secret", Assert.Throws<FormatException>(() => EmailAddress.Parse("secret")).Message, StringComparison.Ordinal);
    }
}
