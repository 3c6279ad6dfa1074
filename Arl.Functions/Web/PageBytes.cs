using System.Text;
using Arl.Domain;
using Arl.Pages.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Web;

/// <summary>A page as bytes, by the framework's renderer of HTML.</summary>
public sealed partial class PageBytes(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    public Task<byte[]> Of<TPage>(Dictionary<string, object?> parameters) where TPage : IComponent => Of<TPage>(parameters, Language.English);

    public async Task<byte[]> Of<TPage>(Dictionary<string, object?> parameters, Language language) where TPage : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Of(typeof(TPage), parameters, language, scope.ServiceProvider);
    }

    /// <param name="scope">Of the call that the page answers, or of the page alone.</param>
    public async Task<byte[]> Of(Type page, IDictionary<string, object?> parameters, Language language, IServiceProvider scope)
    {
        ReaderCulture.Set(language);
        await using var renderer = new HtmlRenderer(scope, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(page, ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Encoding.UTF8.GetBytes(html);
    }

    /// <summary>Notes that a page could not be rendered.</summary>
    internal void Failed(Exception fault, string page) => Failed(logs.CreateLogger<PageBytes>(), fault, page);

    [LoggerMessage(Level = LogLevel.Error, Message = "The page {Page} could not be rendered.")]
    private static partial void Failed(ILogger log, Exception fault, string page);
}
