using System.Globalization;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Imports;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Staff;
using Arl.Functions.Staff.Acts;
using Xunit;

namespace Arl.Tests.House;

/// <summary>docs/controls.md: what it says of limits is what the code goes by.</summary>
public sealed class ControlsTests
{
    private static readonly GuardOptions s_guard = new();

    public static TheoryData<string, string> Limits => new()
    {
        { "needs", $"1 to {RequestCheck.MostNeeds} ids" },
        { "goals", $"at most {Number(RequestCheck.LongestGoals)} characters" },
        { "school, district", $"at most {Number(RequestedPlace.MostSchools)} schools" },
        { "a coach's session", $"1 to {TypedAnswers.MostMinutes} minutes, a topic of at most {TypedAnswers.LongestTopic} characters; at most {Engagement.MostSessions} sessions" },
        { "an answer to a check-in", $"at most {Number(TypedAnswers.LongestWords)} characters" },
        { "a reason of the staff", $"at most {ActForm.LongestWhy} characters" },
        { "requests, and new addresses of corrected contacts", $"{s_guard.PerAddressPerDay} a day for an email address, {s_guard.PerNetworkPerHour} an hour for a network" },
        { "requests, and new addresses of corrected contacts", $"over {s_guard.AttackPerTenMinutes} in ten minutes" },
        { "any call, of a network to one instance", $"{s_guard.ReadsPerMinute} a minute that change nothing, {s_guard.WritesPerMinute} that may, {Number(s_guard.StaffPerMinute)} of staff, {Number(s_guard.WebhookPerMinute)} of the mail provider" },
        { "corrections of a contact by its school", $"{CoachingRequest.MostCorrections} a request" },
        { "the acknowledgment sent again by staff", $"{CoachingRequest.MostResends} a request" },
        { "a fresh link in place of an old one", $"{FreshLinks.Every.TotalHours:0} an hour" },
        { "a link to act by", $"1 use within {ActionLinks.Lifetime.TotalDays:0} days" },
        { "a form of the staff", $"{StaffFormTokens.Lifetime.TotalHours:0} hours" },
        { "a form of the public, open", $"{FormStamps.GoodFor.TotalDays:0} days; sent {s_guard.MinimumSeconds:0} seconds after" },
        { "a challenge of the proof of work", $"1 use within {ProofOfWork.GoodFor.TotalMinutes:0} minutes" },
        { "body of a request, form or API", $"{SubmitRequest.MostBytes / 1024} KB" },
        { "a list from the mail provider", $"signed at most {SendGridSignature.MostAge.TotalMinutes:0} minutes ago" },
        { "a file", $"{ImportDesk.MostBytes / 1024 / 1024} MB, {Number(CsvTable.MostRows)} rows" },
    };

    [Theory, MemberData(nameof(Limits))]
    public void The_limits_that_the_page_names_are_those_of_the_code(string what, string says)
    {
        var row = Assert.Single(Repository.Text("docs", "controls.md").Split('\n'), line => line.StartsWith($"| {what} |", StringComparison.Ordinal));

        Assert.Contains(says, row, StringComparison.Ordinal);
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
