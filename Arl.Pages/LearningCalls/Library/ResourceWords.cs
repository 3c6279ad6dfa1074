using System.Globalization;
using Arl.Domain;
using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Pages.LearningCalls.Library;

/// <summary>What a resource is, in words.</summary>
public static class ResourceWords
{
    /// <summary><c>example.org</c>; <c>PDF, 1.2 MB</c>.</summary>
    public static string What(Resource resource) => resource.File is { } file ? $"{Path.GetExtension(file.Name)[1..].ToUpperInvariant()}, {Size(file.Bytes)}" : resource.Link!.Host;

    public static string Needs(Resource resource) =>
        resource.Needs.Count == 0 ? "for what, nobody has said yet" : InWords.List([.. resource.Needs.OrderBy(Need.IndexOf).Select(id => InWords.MidSentence(Need.Find(id)?.Name ?? id))]);

    public static string Levels(Resource resource) => resource.Levels.Count == 0 ? "all levels" : InWords.List([.. resource.Levels.Order().Select(level => InWords.MidSentence(Level(level)))]);

    public static string Level(SchoolLevel level) => level == SchoolLevel.AdultEducation ? "Adult education" : InWords.Line(InWords.Id(level));

    private static string Size(long bytes) => bytes < 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB");
}
