using System.Net;
using System.Reflection;
using AngleSharp.Html.Parser;
using Arl.Functions;
using Arl.Functions.Hosting;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class SettingsPageTests
{
    private const string Planted = "planted-5ecret";

    /// <summary>What every secret setting holds, in a form that it may have. Not the storage's: it would not be found.</summary>
    private static readonly Dictionary<string, string?> s_secrets = new()
    {
        ["Arl:LinkKeys"] = Convert.ToBase64String([.. System.Text.Encoding.UTF8.GetBytes(Planted), .. new byte[32]]),
        ["Mail:Smtp:User"] = "user-" + Planted,
        ["Mail:Smtp:Password"] = "password-" + Planted,
        ["Mail:Smtp:Security"] = "StartTls",
        ["Mail:SendGrid:ApiKey"] = "SG." + Planted,
        ["Mail:SendGrid:WebhookKey"] = "",
        ["Mail:FromName"] = "The Network",
        ["Arl:BaseUrl"] = $"https://kim:{Planted}@help.arl.example",
    };

    [Fact]
    public async Task Staff_see_what_the_app_goes_by_and_of_a_secret_only_that_it_is_set()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor, s_secrets);

        var html = await site.Http.GetStringAsync(new Uri("/staff/settings", UriKind.Relative), Site.Cancel);
        var page = await new HtmlParser().ParseDocumentAsync(html, Site.Cancel);

        PageRules.AreKept(page);
        var rows = page.QuerySelectorAll("tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent, row => string.Join(", ", row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())), StringComparer.Ordinal);
        Assert.Equal("The Network, set", rows["Mail:FromName"]);
        Assert.Equal("America/New_York, the default", rows["Arl:TimeZone"]);
        Assert.Equal("nothing, the default", rows["Mail:RedirectTo"]);
        Assert.Equal(("set, a secret", "set, a secret", "not set, a secret", "set, a secret"), (rows["Arl:LinkKeys"], rows["Mail:Smtp:Password"], rows["Mail:SendGrid:WebhookKey"], rows["AzureWebJobsStorage"]));
        Assert.DoesNotContain(Planted, html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(s_secrets["Arl:LinkKeys"]!, html, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(SettingsCatalog.Plain.Concat(SettingsCatalog.Secret).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>So that whoever adds a setting says here whether it may be shown.</summary>
    [Fact]
    public void Every_setting_of_the_options_is_either_shown_or_a_secret()
    {
        var all = SettingsCatalog.Sources.SelectMany(source => Settings(source.Section, source.Type));
        var options = new ServiceCollection().AddArl(new ConfigurationBuilder().Build()).Select(service => service.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>)).Select(type => type.GenericTypeArguments[0]).Where(type => type.Assembly == typeof(SettingsCatalog).Assembly).Distinct();

        Assert.Equal(options.Select(type => type.Name).Order(StringComparer.Ordinal), SettingsCatalog.Sources.Select(source => source.Type.Name).Order(StringComparer.Ordinal));
        Assert.Empty(all.Except(SettingsCatalog.Plain).Except(SettingsCatalog.Secret));
        Assert.DoesNotContain(SettingsCatalog.Plain, key => new[] { "Key", "Password", "Secret", "Token" }.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task It_is_for_staff_alone()
    {
        await using var site = await Site.Start();

        using var answer = await site.Http.GetAsync(new Uri("/staff/settings", UriKind.Relative), Site.Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static IEnumerable<string> Settings(string path, Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is { IsPublic: true }
        let key = $"{path}:{property.Name}"
        from setting in property.PropertyType.Namespace!.StartsWith("Arl", StringComparison.Ordinal) && !property.PropertyType.IsEnum ? Settings(key, property.PropertyType) : [key]
        select setting;
}
