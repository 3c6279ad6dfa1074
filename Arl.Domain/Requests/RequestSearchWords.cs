using Arl.Domain.Schools;

namespace Arl.Domain.Requests;

/// <summary>The words that staff find a request by: of its reference, its place and its contact, folded as the search for schools folds them.</summary>
public static class RequestSearchWords
{
    /// <summary>Shorter words are not looked for.</summary>
    public const int Shortest = 2;

    /// <summary>More than this of a search narrow nothing.</summary>
    public const int MostOfSearch = 8;

    /// <summary>Each word once.</summary>
    public static IReadOnlyList<string> Of(CoachingRequest request)
    {
        var code = Folding.Fold(request.Reference.Code);
        return
        [
            .. ((string[])[request.Reference.ToString()["ARL-".Length..], .. request.ErasedAt is null ? [request.Contact.Email.Value, request.Contact.Name] : Array.Empty<string>(), request.Place.Name, request.Place.DistrictName ?? "", request.Place.City ?? ""])
                .SelectMany(Folding.Words).Where(word => word.Length >= Shortest).Prepend(code).Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>What was typed to search by. A reference, however it is typed, is its code.</summary>
    public static IReadOnlyList<string> OfSearch(string typed)
    {
        if (Reference.TryParse(typed, out var reference))
            return [Folding.Fold(reference.Code)];
        var words = Folding.Words(typed);
        // "ARL-7K3F" begins a reference; its prefix begins none.
        return [.. words.Where(word => word.Length >= Shortest && (word != "arl" || words.Length == 1)).Distinct(StringComparer.Ordinal).Take(MostOfSearch)];
    }

    /// <summary>Each word that is looked for begins one of these.</summary>
    public static bool Match(IReadOnlyList<string> looked, IReadOnlyList<string> words) => looked.All(word => words.Any(one => one.StartsWith(word, StringComparison.Ordinal)));
}
