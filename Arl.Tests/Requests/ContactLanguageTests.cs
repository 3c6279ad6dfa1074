using System.Net;
using System.Text.Json.Nodes;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>The language in which a school's contact is written to.</summary>
public sealed class ContactLanguageTests
{
    [Fact]
    public async Task Who_asks_in_Spanish_is_written_to_in_Spanish_and_the_coach_in_English()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);

        var answer = await site.Post(InLanguage("es"));
        await site.Network.Settle();

        var stored = (await site.Network.Requests.Get(Reference.Parse(answer.Reference!), Site.Cancel))!.Request;
        Assert.Equal(Language.Spanish, stored.Contact.Language);
        var mails = site.Network.Mailer.Sent.ToDictionary(mail => mail.Id.Split("_email_")[1], StringComparer.Ordinal);
        Assert.Equal($"Recibimos su solicitud {answer.Reference}", mails["acknowledgement_contact"].Subject);
        Assert.Contains("<html lang=\"es\">", mails["acknowledgement_contact"].Html, StringComparison.Ordinal);
        Assert.Equal("Le presentamos a su coach: Jo Reyes", mails["introduction-1_school"].Subject);
        Assert.Contains("- Atiende las dos necesidades que usted indicó", mails["introduction-1_school"].Text, StringComparison.Ordinal);
        Assert.Equal("Introduction: Mesa Verde Elementary, New Mexico", mails["introduction-1_coach"].Subject);
        Assert.Contains("<html lang=\"en\">", mails["introduction-1_coach"].Html, StringComparison.Ordinal);
        Assert.Contains("- You cover both needs they named", mails["introduction-1_coach"].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr"), InlineData("spanish"), InlineData("xx")]
    public async Task A_language_that_we_do_not_write_in_is_a_problem_of_that_field(string language)
    {
        await using var site = await Site.Start();

        var answer = await site.Post(InLanguage(language));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("We write in English and in Spanish: say en or es.", answer.Errors["contact.language"]);
    }

    [Fact]
    public void The_form_says_in_which_language_it_was_read()
    {
        var fields = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["language"] = "es" };

        Assert.Equal("es", FormFields.Read(fields).Form.ContactLanguage);
        Assert.Equal("en", FormFields.Read(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>()).Form.ContactLanguage);
    }

    [Fact]
    public void A_request_that_was_stored_before_this_could_be_said_is_in_English()
    {
        var row = RequestRow.Write(Some.Request with { Contact = Some.Request.Contact with { Language = Language.Spanish } });
        var data = JsonNode.Parse(row.GetString("Data"))!;
        Assert.Equal("es", (string?)data["Contact"]!["Language"]);
        data["Contact"]!.AsObject().Remove("Language");
        row["Data"] = data.ToJsonString();

        Assert.Equal(Language.English, RequestRow.Read(row).Request.Contact.Language);
    }

    [Fact]
    public async Task Staff_change_it_and_the_history_names_what_was_changed()
    {
        await using var staff = await StaffSite.Start();
        var reference = await staff.Ask();

        await staff.Do(reference, "contact", ("contact.language", "es"));

        Assert.Equal(Language.Spanish, (await staff.Stored(reference)).Contact.Language);
        Assert.Equal("language", (await staff.History(reference))[^1].Detail);
        Assert.Contains("emails in Spanish", (await staff.Open(reference)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("es", (await staff.Open(reference)).QuerySelector("select[name='contact.language'] option[selected]")!.GetAttribute("value"));
    }

    private static JsonObject InLanguage(string language)
    {
        var request = SomeJson.Request;
        request["contact"]!["language"] = language;
        return request;
    }
}
