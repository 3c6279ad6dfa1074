using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Requests.Guard;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>Our side of the proof of work agrees with npm altcha-lib, the protocol's own.</summary>
public sealed class ProofOfWorkTests
{
    private const string Solve = """
        import { solveChallenge, verifySolution } from 'altcha-lib';
        import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
        const [challenge, hmacSignatureSecret] = JSON.parse(process.argv[1]);
        const solution = await solveChallenge({ challenge, deriveKey });
        const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
        console.log(JSON.stringify([btoa(JSON.stringify({ challenge, solution })), verified]));
        """;

    [Fact]
    public async Task What_the_protocols_own_library_solves_is_good_once_until_it_expires_and_only_as_it_was_signed()
    {
        NodeTools.EnsureInstalled(Console.WriteLine);
        await using var site = await Site.Start();
        site.Network.Clock.SetUtcNow(DateTimeOffset.UtcNow); // The library goes by the real clock.
        var proof = site.Network.Get<ProofOfWork>();
        var (payload, verified) = await Solved(await site.Http.GetStringAsync(new Uri("/requests/challenge", UriKind.Relative), Site.Cancel));

        Assert.True(verified);
        Assert.False(await proof.IsSolved(Changed(payload, json => json["challenge"]!["parameters"]!["expiresAt"] = 4_000_000_000), Site.Cancel));
        Assert.False(await proof.IsSolved(Changed(payload, json => json["solution"]!["counter"] = (long)json["solution"]!["counter"]! + 1), Site.Cancel));
        Assert.False(await proof.IsSolved("AAAA", Site.Cancel));
        Assert.True(await proof.IsSolved(payload, Site.Cancel));
        Assert.False(await proof.IsSolved(payload, Site.Cancel));
        site.Network.Clock.Advance(ProofOfWork.GoodFor + TimeSpan.FromSeconds(1));
        Assert.False(await site.Network.Get<ProofOfWork>().IsSolved(payload, Site.Cancel));
    }

    [Fact]
    public async Task Whatever_else_is_sent_in_its_place_is_no_proof_and_no_fault()
    {
        await using var site = await Site.Start();
        var proof = site.Network.Get<ProofOfWork>();
        string[] bad =
        [
            "", "null", "[]", "{}", "7", "{", """{"challenge":null,"solution":null}""", """{"challenge":{"parameters":[]},"solution":{}}""",
            .. ((string[])["nonce", "salt", "expiresAt", "signature", "counter", "derivedKey"]).SelectMany(field => ((string[])["null", "7", "-1", "1e30", "{}", "\"no hex\"", "\"\\ud800\""]).Select(value => Proof(field, value))),
        ];

        foreach (var json in bad)
            Assert.False(await proof.IsSolved(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)), Site.Cancel), json);
        Assert.False(await proof.IsSolved("no base64", Site.Cancel));
    }

    /// <summary>One that can be read, but for this field.</summary>
    private static string Proof(string field, string value)
    {
        string Of(string name) => $"\"{name}\":{(name == field ? value : name is "counter" ? "1" : name is "expiresAt" ? "4000000000" : "\"00\"")}";
        return $"{{\"challenge\":{{\"parameters\":{{{Of("nonce")},{Of("salt")},{Of("expiresAt")}}},{Of("signature")}}},\"solution\":{{{Of("counter")},{Of("derivedKey")}}}}}";
    }

    private static string Changed(string payload, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(Convert.FromBase64String(payload))!;
        change(json);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static async Task<(string Payload, bool Verified)> Solved(string challenge)
    {
        var secret = Convert.ToHexStringLower(HMACSHA256.HashData(new byte[32], "proof"u8)); // The test's link key.
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", Solve, $"[{challenge},\"{secret}\"]"]) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = NodeTools.Root })!;
        var said = JsonNode.Parse(await node.StandardOutput.ReadToEndAsync(Site.Cancel))!;
        await node.WaitForExitAsync(Site.Cancel);
        return ((string)said[0]!, (bool)said[1]!);
    }
}
