using Arl.Domain.Schools;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Public;
using Arl.Tests.House;
using Arl.Tests.Support;
using SkiaSharp;
using Xunit;

namespace Arl.Tests.Reach.Public;

public sealed class StateShapesTests(Azurite azurite)
{
    private const int Most = 120 * 1024;

    [Fact]
    public async Task The_shapes_are_what_the_script_makes_of_the_atlas()
    {
        Assert.NotNull(azurite); // Which has the npm packages restored.
        var (exitCode, output, errors) = await Repository.Run("node", ["Arl.Pages/Reach/Public/states-map.mjs"], TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, errors);
        Assert.True(output == Repository.Text("Arl.Pages", "Reach", "Public", "states-map.txt"), "states-map.txt is not what states-map.mjs makes; run it again.");
        Assert.True(output.Length <= Most);
    }

    [Fact]
    public void Every_state_is_on_the_map_or_beside_it()
    {
        Assert.Equal(UsState.All.Order(), StateShapes.All.Select(shape => shape.State).Union(StateShapes.Beside).Order());
        Assert.Equal(["AS", "DC", "GU", "MP", "PR", "VI"], StateShapes.Beside.Select(state => state.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_shape_is_a_path_inside_the_frame() =>
        Assert.All(StateShapes.All, shape =>
        {
            using var path = SKPath.ParseSvgPathData(shape.Path);

            Assert.NotNull(path);
            Assert.True(new SKRect(0, 0, StateShapes.Width, StateShapes.Height).Contains(path.Bounds) && path.Bounds is { Width: > 1, Height: > 1 }, shape.State.Name);
        });
}
