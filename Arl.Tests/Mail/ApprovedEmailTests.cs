using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Pages.Emails;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>Every word of every email, as a person has read and approved it.</summary>
public sealed class ApprovedEmailTests
{
    private static readonly CoachingRequest s_full = Some.Request with
    {
        Contact = Some.Request.Contact with { Phone = "(505) 555-0134" },
        Goals = "Reach every family before the winter break.\n\nMany speak Diné bizaad at home & work nights; <letters> get lost.\nWe would start with the 2nd grade.",
        Languages = [Language.Parse("es"), Language.Parse("nv")],
        StartBy = new DateOnly(2027, 1, 11),
    };

    [Fact]
    public async Task The_acknowledgement() => Check("acknowledgement", await Emails.Acknowledgement(s_full));

    [Fact]
    public async Task The_introduction_to_the_coach() => Check("to-coach", await Emails.ToCoach(s_full));

    [Fact]
    public async Task The_introduction_to_the_coach_of_a_request_that_says_only_what_it_must() => Check("to-coach-short", await Emails.ToCoach(Some.Request));

    [Fact]
    public async Task The_introduction_to_the_school() => Check("to-school", await Emails.ToSchool(s_full));

    [Fact]
    public async Task The_word_to_the_school_that_it_gets_another_coach() => Check("another-coach", await Emails.AnotherCoach(s_full));

    [Fact]
    public async Task The_word_to_the_coach_from_whom_a_request_was_taken() => Check("taken-back", await Emails.TakenBack(s_full));

    [Fact]
    public async Task The_word_to_the_contact_of_a_merged_request() => Check("merged", await Emails.Merged(s_full));

    private static void Check(string name, RenderedEmail email)
    {
        Approved.Text(name, email.Text, Path());
        Approved.Html(name, email.Html, Path());
    }

    private static string Path([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
