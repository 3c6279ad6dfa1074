using System.Security.Cryptography;
using Arl.Functions.Hosting;
using Arl.Functions.Staff.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class LinkKeyProtectionTests
{
    private static readonly byte[] s_text = [1, 2, 3];

    [Fact]
    public void What_is_sealed_is_opened_for_its_purpose_alone_and_never_looks_the_same()
    {
        var protection = Protection(1);
        var (one, sealedNow) = (protection.CreateProtector("a"), protection.CreateProtector("a").Protect(s_text));

        Assert.Equal(s_text, Protection(1).CreateProtector("a").Unprotect(sealedNow));
        Assert.NotEqual(sealedNow, one.Protect(s_text));
        Assert.All([protection.CreateProtector("b"), one.CreateProtector("a"), protection.CreateProtector("a|1:a"), Protection(2).CreateProtector("a")], other => Assert.Throws<CryptographicException>(() => other.Unprotect(sealedNow)));
    }

    [Fact]
    public void What_was_changed_or_cut_is_not_opened()
    {
        var protector = Protection(1).CreateProtector("a");
        var whole = protector.Protect(s_text);

        Assert.All(Enumerable.Range(0, whole.Length), at => Assert.Throws<CryptographicException>(() => protector.Unprotect([.. whole[..at], (byte)(whole[at] ^ 1), .. whole[(at + 1)..]])));
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Throws<CryptographicException>(() => protector.Unprotect(whole[..length])));
    }

    private static LinkKeyProtection Protection(byte key) => new(Options.Create(new SiteOptions { LinkKeys = Convert.ToBase64String([.. Enumerable.Repeat(key, 32)]) }));
}
