using System.Net;
using System.Text;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;

namespace Arl.Tests.LearningCalls.Library;

/// <summary>A site with two coaches, and the first one's page of the library.</summary>
internal sealed class LibrarySite : IAsyncDisposable
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\nA letter home.");

    private LibrarySite(Site site) => Site = site;

    public Site Site { get; }

    public ResourcesTable Resources => Site.Network.Get<ResourcesTable>();

    public Uri Path => new(Site.Network.Get<LibraryLinks>().PathOf(Some.Coach.Id), UriKind.Relative);

    public static async Task<LibrarySite> Start(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var site = await Site.Start(SignedIn.AtTheDoor, settings);
        await site.Network.Coaches.Import([Some.Coach, Some.Coach with { Id = "coach-2", Name = "Sam Okafor" }], Site.Cancel);
        return new(site);
    }

    /// <summary>The form as a browser sends it: the file, if there is one, comes last.</summary>
    public static MultipartFormDataContent Form(string key = "0123456789abcdef", string title = "A first letter home", string link = "", string[]? needs = null, string note = "", string engagement = "", (string Name, byte[] Content)? file = null)
    {
        var form = new MultipartFormDataContent { { new StringContent(key), "key" }, { new StringContent(title), "title" } };
        foreach (var need in needs ?? ["family-engagement"])
            form.Add(new StringContent(need), "needs");
        form.Add(new StringContent(note), "note");
        form.Add(new StringContent(engagement), "engagement");
        form.Add(new StringContent(link), "link");
        form.Add(new ByteArrayContent(file?.Content ?? []), "file", file?.Name ?? "none");
        if (file is null)
            (form.Last().Headers.ContentDisposition!.FileName, form.Last().Headers.ContentDisposition!.FileNameStar) = ("\"\"", null); // As a browser does where none is chosen.
        return form;
    }

    public async Task<(HttpStatusCode Status, Uri? Location, string Page)> Share(HttpContent form, Uri? path = null)
    {
        using var answer = await Site.Http.PostAsync(path ?? Path, form, Site.Cancel);
        return (answer.StatusCode, answer.Headers.Location, await answer.Content.ReadAsStringAsync(Site.Cancel));
    }

    public async Task<Resource> Listed(Resource resource)
    {
        var listed = resource with { State = ResourceState.Listed };
        await Resources.Add(listed, Some.Coach.Id, Site.Cancel);
        return listed;
    }

    public async Task<IReadOnlyList<string>> Blobs() => await Site.Network.Storage.Container(ContainerNames.Resources).GetBlobsAsync(cancellationToken: Site.Cancel).Select(blob => blob.Name).ToListAsync(Site.Cancel);

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
