using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Schools;
using Arl.Pages.Introductions;
using Arl.Pages.Layout;
using Arl.Pages.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Introductions;

/// <summary>Staff and the coach read the clauses of a match; the school reads the same facts in its own language.</summary>
public sealed class ReasonWordsTests
{
    [Fact]
    public void The_school_reads_in_English_what_staff_read_and_in_Spanish_as_many_reasons()
    {
        var (texts, lists) = (Texts.Of<IntroductionsTexts>(), Texts.Of<ListsTexts>());
        var one = Some.Coach with { Needs = new HashSet<string>(["multilingual-learners"]), Languages = new HashSet<Language>([Language.Spanish]), Locales = new HashSet<LocaleType>([LocaleType.Rural]) };
        var three = Some.Ask with { Needs = ["family-engagement", "multilingual-learners", "literacy"], Languages = [Language.Spanish] };
        var coached = Experience.None.With(null, LocaleType.Rural);
        var often = coached.With(Some.Ask.District, LocaleType.Rural);
        (Ask Ask, CoachLoad Load)[] matches =
        [
            (Some.Ask, new(Some.Coach, 0)), (three, new(one, 0)), (three with { Needs = ["multilingual-learners"], PreferredCoachId = one.Id }, new(one, 0)), (three, new(Some.Coach, 0)),
            (three, new(Some.Coach with { Needs = new HashSet<string>(three.Needs) }, 0) { Experience = coached }), (three, new(Some.Coach, 0) { Experience = often }),
        ];

        Assert.All(matches, match =>
        {
            var made = Some.Match() with { Reasons = MatchReasons.Of(match.Ask, match.Load) };
            var spanish = ReaderCulture.In(Language.Spanish, () => texts.ForSchool(lists, made));

            Assert.Equal(made.Reasons.ForSchool.Select(InWords.Line), ReaderCulture.In(Language.English, () => texts.ForSchool(lists, made)));
            Assert.Equal(made.Reasons.ForSchool.Count, spanish.Count);
            Assert.Empty(spanish.Intersect(made.Reasons.ForSchool.Select(InWords.Line)));
        });
    }
}
