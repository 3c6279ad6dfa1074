using System.Globalization;
using Spectre.Console;

namespace Arl.Functions.Hosting.Local;

/// <summary>Where everything is, printed once.</summary>
internal static class AddressTable
{
    private const int WideEnough = 200;

    public static void Print(LocalSettings settings)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WideEnough;
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.None : TableBorder.Rounded, ShowHeaders = false };
        table.AddColumn("").AddColumn("");
        foreach (var (what, where) in Rows(settings))
            table.AddRow(what, Markup.Escape(where));
        AnsiConsole.WriteLine("Local host: for development, tests and a demonstration. Ctrl+C stops it.");
        AnsiConsole.Write(table);
    }

    private static IEnumerable<(string What, string Where)> Rows(LocalSettings settings)
    {
        var site = $"http://localhost:{Text(settings.HttpPort)}";
        yield return ("Ask for help", $"{site}/");
        yield return ("Staff", $"{site}/staff");
        yield return ("Schools", $"{site}/api/schools?q=");
        yield return ("Mailbox", settings.OwnMailbox ? $"http://localhost:{Text(settings.MailboxPort)}/" : "as configured (Mail:Provider)");
        yield return ("Incoming mail", settings.OwnMailbox ? $"127.0.0.1:{Text(settings.SmtpPort)} (SMTP)" : "none");
        yield return ("Storage", settings.OwnStorage ? $"127.0.0.1:{Text(settings.StoragePort)} blobs, {Text(settings.StoragePort + 1)} queues, {Text(settings.StoragePort + 2)} tables" : "as configured (AzureWebJobsStorage)");
        yield return ("Data", settings.DataPath);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
