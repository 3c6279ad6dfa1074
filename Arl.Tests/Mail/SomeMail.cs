using Arl.Domain;
using Arl.Functions.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Mail;

internal static class SomeMail
{
    public static MailToSend To(params string[] readers) => new(
        "ARL-7K3F-9QZ2_email_introduction-1_coach",
        [.. readers.Select(EmailAddress.Parse)],
        EmailAddress.Parse("ana.lucero@mesaschools.example"),
        "Introduction: Mesa Verde Elementary, New Mexico",
        "<!DOCTYPE html><html><body><p>Hello Jo</p></body></html>",
        "Hello Jo");

    /// <summary>The mailer that these settings choose, as the app builds it.</summary>
    public static ServiceProvider App(IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? clock = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        if (clock is not null)
            services.AddSingleton(clock);
        services.AddMail(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    public static Dictionary<string, string?> Smtp(int port, params (string Name, string Value)[] more)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Mail:Provider"] = "Smtp",
            ["Mail:From"] = "network@arl.example",
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = $"{port}",
        };
        foreach (var (name, value) in more)
            settings[$"Mail:{name}"] = value;
        return settings;
    }

    public static async Task<MailOutcome> Send(IEnumerable<KeyValuePair<string, string?>> settings, MailToSend mail, TimeProvider? clock = null, CancellationToken? stop = null)
    {
        await using var app = App(settings, clock);
        return await app.GetRequiredService<IMailer>().Send(mail, stop ?? TestContext.Current.CancellationToken);
    }
}
