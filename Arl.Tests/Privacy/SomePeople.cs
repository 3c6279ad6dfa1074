using System.Text;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Arl.Functions.Imports;
using Arl.Functions.Mail;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Equity;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Engagements;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;

namespace Arl.Tests.Privacy;

/// <summary>A network in which people have left their words in every kind of row.</summary>
internal static class SomePeople
{
    /// <summary>All that names the contact, or that they, their coach or staff wrote about it.</summary>
    public static readonly string[] Words = ["Lucero", "505 555 0142", "Reach every family", "Families answer now", "Talked about Ana", "Ana asked for it", "older@mesaschools.example"];

    /// <summary>All that names the coach, or that they wrote.</summary>
    public static readonly string[] OfCoach = ["Jo Reyes", "jo.reyes@", "It goes well with them"];

    /// <summary>A request that was corrected, coached and completed.</summary>
    public static async Task<Reference> Coached(StaffSite staff)
    {
        var network = staff.Network;
        await network.Get<ImportRoom>().Take(CoachImport.Name, new(CoachCsv.Write([Some.Coach]), CoachImport.Write([Some.Coach]), 1), "Kim Osei", Site.Cancel);
        var answer = await staff.Site.Post(SomeJson.From("older@mesaschools.example"), key: "a-key");
        await network.Settle();
        var reference = Reference.Parse(answer.Reference!);
        await staff.Do(reference, "contact", ("contact.email", "ana.lucero@mesaschools.example"), ("why", "Ana asked for it."));
        await network.Get<SuppressionList>().Hear(Some.Request.Contact.Email, Domain.SuppressionReason.HardBounce, network.Clock.GetUtcNow(), Site.Cancel);
        await network.Get<CoachActs>().Meet(reference, 1, link: null, Site.Cancel);
        await network.Get<CoachActs>().Log(reference, 1, new Session("s1", Some.Today, 45, "Talked about Ana"), Site.Cancel);
        await Answer(network, reference, LinkPurpose.CheckInSchool, "Families answer now.");
        await Answer(network, reference, LinkPurpose.CheckInCoach, "It goes well with them.");
        await network.Get<CoachActs>().Complete(reference, 1, Site.Cancel);
        await network.Settle();
        return reference;
    }

    /// <summary>Where any of these words still stand, in any row or blob.</summary>
    public static async Task<IReadOnlyList<string>> Where(ArlStorage storage, params IReadOnlyList<string> words)
    {
        var found = new List<string>();
        foreach (var table in TableNames.All)
            await foreach (var row in storage.Table(table).QueryAsync<TableEntity>(cancellationToken: Site.Cancel))
                found.AddRange(from column in row where words.Any(word => column.Value?.ToString()?.Contains(word, StringComparison.OrdinalIgnoreCase) is true) select $"{table}/{row.RowKey}.{column.Key}");
        foreach (var container in ContainerNames.All.Where(name => name != ContainerNames.Schools))
            await foreach (var blob in storage.Container(container).GetBlobsAsync(cancellationToken: Site.Cancel))
                if (Encoding.UTF8.GetString((await storage.Container(container).GetBlobClient(blob.Name).DownloadContentAsync(Site.Cancel)).Value.Content) is var text && words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
                    found.Add($"{container}/{blob.Name}");
        return found;
    }

    /// <summary>Every figure that goes by requests, as it is now.</summary>
    public static async Task<string> Figures(TestNetwork network)
    {
        var requests = network.Get<RequestsForReach>();
        var (introduced, differences) = await requests.Checked(Site.Cancel);
        var equity = network.Get<EquityDesk>();
        return System.Text.Json.JsonSerializer.Serialize(new
        {
            Reach = await network.Get<ReachRecount>().Now(Site.Cancel),
            Moments = (await network.Requests.Records(Site.Cancel)).SelectMany(record => record.Moments.Select(moment => moment.ToString())),
            Promise = await requests.Promise(network.Clock.GetUtcNow(), Site.Cancel),
            PromiseThen = await requests.Promise(Some.Moment.AddDays(2), Site.Cancel),
            Equity = (await equity.Audit(new(Some.Today.AddYears(-1), Some.Today.AddYears(1)), Site.Cancel)).ToString(),
            Introduced = introduced.Select(one => one.ToString()),
            Differences = differences.Select(one => one.ToString()),
        }, DomainJson.Options);
    }

    private static async Task Answer(TestNetwork network, Reference reference, LinkPurpose purpose, string words)
    {
        var change = RequestChange.Beside((await network.Requests.Get(reference, Site.Cancel))!, network.Clock.GetUtcNow());
        var url = network.Get<ActionLinks>().Create(change, purpose, change.Request.Matches);
        await network.Requests.Commit(change, Site.Cancel);
        var opened = (OpenedLink.Ready)await network.Get<ActionLinks>().Open(reference.ToString(), url.Segments[^1], Site.Cancel);
        await network.Get<CheckIns>().Answer(opened.Link, new(4, words, ""), Site.Cancel);
    }
}
