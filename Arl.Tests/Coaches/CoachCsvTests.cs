using System.Text;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Coaches;

public sealed class CoachCsvTests
{
    /// <summary>Letters, quotes, separators, and every way a formula may begin.</summary>
    private static readonly Gen<string> s_text = Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Of('\'', '"', ',', ';', '=', '+', '-', '@', ' ', 'é', '學', '\n')), 1, 30]
        .Select(text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(text => text.Length > 0);

    private static readonly Gen<Coach> s_coach =
        from id in Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Const('-')), 1, 40]
        from name in s_text
        from organization in s_text
        from user in Of("jo", "=jo", "+jo", "-jo", "'jo", "'=jo")
        from needs in Set(Need.All.Select(need => need.Id), least: 1)
        from states in Set(UsState.All)
        from levels in Set(Enum.GetValues<SchoolLevel>())
        from languages in Set(Language.All)
        from locales in Set(Enum.GetValues<LocaleType>())
        from capacity in Gen.Int[0, 100]
        from flags in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool)
        select new Coach
        {
            Id = id,
            Name = name,
            Organization = organization,
            Email = EmailAddress.Parse(user + "@learning.example"),
            Needs = needs,
            States = states,
            Levels = levels,
            Languages = languages,
            Locales = locales,
            TimeZone = "America/Denver",
            Capacity = capacity,
            Active = flags.Item1,
            NotForOwnDomain = flags.Item2,
            BookingUrl = flags.Item3 ? new("https://book.example/jo?with=a;b,c") : null,
        };

    [Fact]
    public void What_is_downloaded_is_read_as_the_same_coaches() => s_coach.Sample(coach =>
    {
        var read = Assert.IsType<Result<IReadOnlyList<Coach>>.Ok>(CoachFile.Read(CoachCsv.Write([coach]))).Value;
        Assert.Equal(CoachRow.Json(coach), CoachRow.Json(Assert.Single(read)));
    }, iter: 500);

    [Fact]
    public void No_cell_is_run_by_a_spreadsheet() => s_coach.Sample(coach =>
    {
        var file = Encoding.UTF8.GetString(CoachCsv.Write([coach with { Organization = "=" + coach.Organization }]));
        Assert.All(CoachCsv.Cells(coach).Values, cell => Assert.False(CsvFormula.Tame(cell) is ['=' or '+' or '-' or '@', ..]));
        Assert.Contains("'=" + coach.Organization.Replace("\"", "\"\"", StringComparison.Ordinal), file, StringComparison.Ordinal);
    }, iter: 200);

    [Theory]
    [InlineData("=1", "'=1"), InlineData("'=1", "''=1"), InlineData("'tis", "'tis"), InlineData("plain", "plain"), InlineData("", ""), InlineData("'", "'"), InlineData("''", "''")]
    [InlineData("+1", "'+1"), InlineData("-1", "'-1"), InlineData("@a", "'@a"), InlineData("\ta", "'\ta"), InlineData("\ra", "'\ra"), InlineData("\na", "'\na"), InlineData("＝1", "'＝1"), InlineData("＋1", "'＋1"), InlineData("－1", "'－1"), InlineData("＠a", "'＠a"), InlineData("a=1", "a=1")]
    public void An_apostrophe_is_put_before_a_formula_alone_and_taken_away_again(string text, string written)
    {
        Assert.Equal(written, CsvFormula.Tame(text));
        Assert.Equal(text, CsvFormula.Free(written));
    }

    [Fact]
    public void What_differs_is_said_in_the_words_of_the_file() =>
        Assert.Equal(["states: * → AZ;NM", "capacity: 3 → 5", "booking_url: nothing → https://book.example/jo"], CoachCsv.Differences(Some.Coach, Some.Coach with
        {
            Capacity = 5,
            States = new HashSet<UsState>([UsState.Parse("NM"), UsState.Parse("AZ")]),
            BookingUrl = new("https://book.example/jo"),
        }));

    private static Gen<T> Of<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(pick => all[pick]);

    private static Gen<HashSet<T>> Set<T>(IEnumerable<T> of, int least = 0)
    {
        var all = of.ToArray();
        return Gen.Int[0, all.Length - 1].Array[least, 5].Select(picks => picks.Select(pick => all[pick]).ToHashSet());
    }
}
