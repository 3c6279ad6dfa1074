using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Requests;
using Arl.Functions.Web;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// A coach shares a resource, which staff then look at. Its id is made from the coach and the key of the form, so that a form sent twice, or tried again after a fault, shares once.
/// </summary>
public sealed class Sharing(ResourcesTable resources, ResourceFiles files, RequestsTable requests, TimeProvider clock)
{
    /// <summary>Of one coach that staff have not looked at: a link that went astray fills neither the storage nor the list of the staff. Several that come at the same moment may be a few more.</summary>
    public const int MostWaiting = 20;
    private const int LongestKey = 64;

    public static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && key.All(char.IsAsciiLetterOrDigit);

    /// <param name="key">Of the form, see <see cref="IsKey"/>.</param>
    /// <param name="needsAsked">False on the page of a call, where a title and a link are enough and staff say what it is for.</param>
    /// <returns>The resource's id.</returns>
    public async Task<Result<string>> Link(string coachId, string key, TypedResource typed, CancellationToken cancel, bool needsAsked = true)
    {
        var (facts, problems) = await Check(coachId, typed, hasFile: false, needsAsked, cancel);
        if (facts is not null && await resources.Get(IdOf(coachId, key), cancel) is null)
            problems = await TooMany(coachId, cancel);
        return problems.Count > 0 ? new Result<string>.Invalid(problems) : new Result<string>.Ok(await Add(Of(coachId, key, facts!, file: null), cancel));
    }

    /// <returns>The resource's id. Nothing is written where anything is wrong.</returns>
    public async Task<Result<string>> File(string coachId, string key, TypedResource typed, SentFile sent, CancellationToken cancel)
    {
        var (facts, problems) = await Check(coachId, typed, hasFile: true, needsAsked: true, cancel);
        var content = PipeReader.Create(sent.Content);
        var start = await ResourceFiles.StartOf(content, cancel);
        var kind = FileKind.Of(sent.Name, start);
        if (start.Length == 0)
            problems = [.. problems, new("file", "This file is empty. Choose another.")];
        else if (kind is null)
            problems = [.. problems, new("file", $"This file cannot be shared. Choose one of these kinds: {FileKind.Listed}.")];
        if (problems.Count > 0)
            return new Result<string>.Invalid(problems);
        if (await resources.Get(IdOf(coachId, key), cancel) is { Resource: var before })
            return new Result<string>.Ok(before.Id);
        if (await TooMany(coachId, cancel) is { Count: > 0 } tooMany)
            return new Result<string>.Invalid(tooMany);
        try
        {
            var file = await files.Keep(content, sent.Name, kind!, cancel);
            return new Result<string>.Ok(await Add(Of(coachId, key, facts!, file), cancel));
        }
        catch (InvalidDataException)
        {
            return new Result<string>.Invalid([new("file", $"This file is too large: at most {ResourceRules.MostBytes / 1024 / 1024} MB.")]);
        }
    }

    internal static string IdOf(string coachId, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{coachId}|{key}")).AsSpan(0, 10));

    private async Task<(ResourceFacts? Facts, IReadOnlyList<Problem> Problems)> Check(string coachId, TypedResource typed, bool hasFile, bool needsAsked, CancellationToken cancel) => ResourceRules.Check(typed, hasFile, needsAsked) switch
    {
        Result<ResourceFacts>.Ok({ FromEngagement: { } reference }) when (await requests.Get(reference, cancel))?.Request.Match?.CoachId != coachId => (null, [new("engagement", "This is no request of yours. Leave it empty if you are not sure.")]),
        Result<ResourceFacts>.Ok(var facts) => (facts, []),
        Result<ResourceFacts>.Invalid(var problems) => (null, problems),
        _ => throw new InvalidOperationException("A result of an unknown kind."),
    };

    private async Task<IReadOnlyList<Problem>> TooMany(string coachId, CancellationToken cancel) =>
        (await resources.Proposed(cancel)).Count(resource => resource.SharedBy == coachId) < MostWaiting ? [] : [new("title", $"{MostWaiting} of yours wait for staff to look at them. Thank you! Please share this one when they have.")];

    private Resource Of(string coachId, string key, ResourceFacts facts, ResourceFile? file) => new()
    {
        Id = IdOf(coachId, key),
        Title = facts.Title,
        Link = facts.Link,
        File = file,
        Needs = facts.Needs,
        Levels = facts.Levels,
        Note = facts.Note,
        SharedBy = coachId,
        FromEngagement = facts.FromEngagement,
        SharedAt = clock.GetUtcNow(),
    };

    private async Task<string> Add(Resource resource, CancellationToken cancel)
    {
        if (!await resources.Add(resource, resource.SharedBy!, cancel) && resource.File is { } file && (await resources.Get(resource.Id, cancel))?.Resource.File?.Blob != file.Blob)
            await files.Delete(file.Blob, cancel); // The same form came twice at one moment, and the other was first.
        return resource.Id;
    }
}
