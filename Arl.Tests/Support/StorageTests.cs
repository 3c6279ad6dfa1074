using Arl.Functions.Storage;
using Azure.Data.Tables;
using Xunit;
namespace Arl.Tests.Support;

public class StorageTests(Azurite azurite)
{
    [Fact]
    public async Task Two_accounts_share_nothing()
    {
        var one = await azurite.NewStorage();
        var two = await azurite.NewStorage();

        await one.Table(TableNames.Requests).AddEntityAsync(new TableEntity("p", "r"), TestContext.Current.CancellationToken);

        Assert.False((await two.Table(TableNames.Requests).GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: TestContext.Current.CancellationToken)).HasValue);
    }
}
