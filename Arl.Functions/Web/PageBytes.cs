using System.Text;
using Arl.Domain;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Web;

/// <summary>A page as bytes, to be kept and answered many times.</summary>
public sealed class PageBytes(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    public Task<byte[]> Of<TPage>(Dictionary<string, object?> parameters) where TPage : IComponent => Of<TPage>(parameters, Language.English);

    public async Task<byte[]> Of<TPage>(Dictionary<string, object?> parameters, Language language) where TPage : IComponent
    {
        ReaderCulture.Set(language);
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Encoding.UTF8.GetBytes(html);
    }
}
