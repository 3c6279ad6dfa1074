using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>A site whose staff sign in at a provider of ours that speaks as Entra ID does, both by the network's clock.</summary>
public abstract class EntraTests : IAsyncLifetime
{
    private protected OpenIdProvider Entra { get; private set; } = null!;

    private protected Site TheSite { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Entra = await OpenIdProvider.Start();
        TheSite = await Site.Start(settings: Entra.Settings);
        Entra.Now = TheSite.Network.Clock.GetUtcNow;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await TheSite.DisposeAsync();
        await Entra.DisposeAsync();
    }
}
