using Arl.Domain.Schools;

namespace Arl.Pages.Reach.Public;

/// <param name="Path">As SVG writes a path, in the frame of <see cref="StateShapes"/>.</param>
public sealed record StateShape(UsState State, string Path);

/// <summary>The 50 states and DC, to draw maps from: made by states-map.mjs from us-atlas. The outlying areas lie outside its projection.</summary>
public static class StateShapes
{
    public const int Width = 975;
    public const int Height = 610;

    public static IReadOnlyList<StateShape> All { get; } = [.. Read()];

    /// <summary>Too small to see on a map, or not on it: DC and the outlying areas, which maps list beside it.</summary>
    public static IReadOnlyList<UsState> Beside { get; } = [UsState.Parse("DC"), .. UsState.All.Where(state => All.All(shape => shape.State != state))];

    private static IEnumerable<StateShape> Read()
    {
        using var resource = typeof(StateShapes).Assembly.GetManifestResourceStream("states-map.txt") ?? throw new InvalidOperationException("The shapes of the states are not in the program.");
        using var reader = new StreamReader(resource);
        var byName = UsState.All.ToDictionary(state => state.Name, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            yield return line.Split('\t') is [var name, var path] ? new(byName[name], path) : throw new InvalidDataException("A line of the shapes is no name and path.");
    }
}
