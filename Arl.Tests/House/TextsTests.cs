using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Pages.Emails;
using Arl.Pages.Requests;
using Xunit;

namespace Arl.Tests.House;

/// <summary>The texts that schools read, in both languages (docs/languages.md).</summary>
public sealed partial class TextsTests
{
    /// <summary>Spanish that is the same as the English, and why.</summary>
    private static readonly Dictionary<string, string> s_same = new()
    {
        ["FormTexts.No"] = "The same word.",
        ["ListsTexts.State."] = "most states are called the same",
    };

    private static readonly IReadOnlyList<string> s_files = [.. Directory.EnumerateFiles(Repository.PathOf("Arl.Pages"), "*Texts.resx", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static readonly Dictionary<string, (Dictionary<string, string> English, Dictionary<string, string> Spanish)> s_texts =
        s_files.ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => (Read(file), Read(Path.ChangeExtension(file, null) + ".es.resx")));

    public static IEnumerable<TheoryDataRow<string>> Slices => s_texts.Keys.Select(slice => new TheoryDataRow<string>(slice));

    [Theory, MemberData(nameof(Slices))]
    public void Every_text_is_there_in_English_and_in_Spanish(string slice) =>
        Assert.Equal(s_texts[slice].English.Keys.Order(StringComparer.Ordinal), s_texts[slice].Spanish.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Slices))]
    public void No_text_is_empty_or_was_left_in_English(string slice)
    {
        var (english, spanish) = s_texts[slice];

        Assert.DoesNotContain(english.Concat(spanish), text => string.IsNullOrWhiteSpace(text.Value));
        Assert.Empty(spanish.Where(text => text.Value == english.GetValueOrDefault(text.Key) && !s_same.Keys.Any(same => $"{slice}.{text.Key}".StartsWith(same, StringComparison.Ordinal))).Select(text => text.Key));
    }

    [Fact]
    public void Every_exception_is_still_one() =>
        Assert.All(s_same.Keys, same => Assert.Contains(s_texts.SelectMany(slice => slice.Value.Spanish.Where(text => text.Value == slice.Value.English.GetValueOrDefault(text.Key)).Select(text => $"{slice.Key}.{text.Key}")), key => key.StartsWith(same, StringComparison.Ordinal)));

    [Theory, MemberData(nameof(Slices))]
    public void Both_languages_name_the_same_things(string slice)
    {
        var (english, spanish) = s_texts[slice];

        Assert.Empty(english.Where(text => !Places(text.Value).SetEquals(Places(spanish.GetValueOrDefault(text.Key) ?? ""))).Select(text => text.Key));
    }

    [Fact]
    public void Every_text_that_a_page_an_email_or_a_function_asks_for_is_there()
    {
        var missing = Users().SelectMany(file => Asked(file).Where(asked => !s_texts.TryGetValue(asked.Slice, out var texts) || !texts.English.ContainsKey(asked.Key)).Select(asked => $"{file}: {asked.Slice} has no {asked.Key}"));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_text_is_asked_for_somewhere()
    {
        var asked = Users().SelectMany(Asked).Select(asked => $"{asked.Slice}.{asked.Key}").ToHashSet(StringComparer.Ordinal);
        // Those of a list are found by an id of the domain: their group is all that stands in code.
        var groups = Users().SelectMany(Groups).ToList();

        Assert.DoesNotContain(s_texts.SelectMany(slice => slice.Value.English.Keys.Select(key => $"{slice.Key}.{key}")), key => !asked.Contains(key) && !groups.Exists(group => key.StartsWith(group, StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Slices))]
    public void What_is_built_holds_the_texts_under_the_name_that_the_localizer_looks_for(string slice)
    {
        var pages = typeof(EmailFrame).Assembly;
        var marker = Assert.Single(pages.GetTypes(), type => type.Name == slice);
        var built = new ResourceManager(marker.FullName!, pages).GetResourceSet(CultureInfo.GetCultureInfo(Language.Spanish.Tag), createIfNotExists: true, tryParents: false);

        Assert.NotNull(built);
        Assert.All(s_texts[slice].Spanish, text => Assert.Equal(text.Value, built.GetString(text.Key)));
    }

    /// <summary>A machine without culture data knows a culture's name and nothing else of it.</summary>
    [Fact]
    public void Nothing_of_a_culture_is_asked_but_its_name() =>
        Assert.DoesNotContain(Users(), file => Repository.Text(file) is var code && (code.Contains("TwoLetterISO", StringComparison.Ordinal) || code.Contains("DateTimeFormat", StringComparison.Ordinal) || code.Contains("NumberFormat", StringComparison.Ordinal)));

    /// <summary>Else a server without culture data would know no "es", and nothing could be said in it.</summary>
    [Fact]
    public void A_machine_without_culture_data_knows_Spanish_by_name() =>
        Assert.True(AppContext.TryGetSwitch("System.Globalization.PredefinedCulturesOnly", out var onlyThese) && !onlyThese);

    [Fact]
    public void Every_need_language_and_state_has_a_name_in_both_languages_and_in_English_the_one_of_the_domain()
    {
        var names = Need.All.SelectMany(need => new[] { ($"Need.{need.Id}", need.Name), ($"NeedDescription.{need.Id}", need.Description) })
            .Concat(Language.All.Select(language => ($"Language.{language.Tag}", language.Name)))
            .Concat(UsState.All.Select(state => ($"State.{state.Code}", state.Name)));

        Assert.All(names, name => Assert.Equal(name.Item2, s_texts[nameof(ListsTexts)].English.GetValueOrDefault(name.Item1)));
        Assert.All(Enum.GetNames<LocaleType>(), place => Assert.Contains($"Place.{place}", s_texts[nameof(ListsTexts)].English.Keys));
    }

    [Fact]
    public void A_figure_of_the_public_page_is_defined_in_English_word_for_word_as_the_domain_and_the_docs_do()
    {
        const string Definition = "Definition.";
        var said = s_texts["ReachTexts"].English.Where(text => text.Key.StartsWith(Definition, StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(said);
        Assert.All(said, text => Assert.Equal(((FigureDefinition)typeof(ReachDefinitions).GetProperty(text.Key[Definition.Length..])!.GetValue(null)!).Says, text.Value));
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> Places(string text) => [.. Placeholder().Matches(text).Select(place => place.Value)];

    private static IEnumerable<string> Users() =>
        Repository.Files.Where(file => (file.StartsWith("Arl.Pages/", StringComparison.Ordinal) || file.StartsWith("Arl.Functions/", StringComparison.Ordinal)) && Path.GetExtension(file) is ".razor" or ".cs");

    private static IEnumerable<(string Slice, string Key)> Asked(string file) => Localizers(file).SelectMany(localizer =>
        Regex.Matches(Repository.Text(file), $@"\b{localizer.Name}\[""(?<key>[^""]+)""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(2)).Select(use => (localizer.Slice, use.Groups["key"].Value)));

    private static IEnumerable<string> Groups(string file) => Localizers(file).SelectMany(localizer =>
        Regex.Matches(Repository.Text(file), $@"\b{localizer.Name}\[\$""(?<group>[^""{{]+)\{{", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(2)).Select(use => $"{localizer.Slice}.{use.Groups["group"].Value}"));

    /// <summary>As they are injected or handed over: <c>IStringLocalizer&lt;RequestsTexts&gt; T</c>.</summary>
    private static IEnumerable<(string Slice, string Name)> Localizers(string file) =>
        Localizer().Matches(Repository.Text(file)).Select(found => (found.Groups["slice"].Value, found.Groups["name"].Value)).Distinct();

    [GeneratedRegex(@"\{\d+(:[^}]*)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"IStringLocalizer<(?<slice>\w+)> (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Localizer();
}
