using System.Globalization;

namespace Arl.Functions.Hosting.Local;

/// <summary>Azurite and maildev, on loopback, with their data in the data path.</summary>
internal static class LocalChildren
{
    public static KeptChild Storage(LocalSettings settings, Action<string> say, Action? restarted = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataPath, "storage")).FullName;
        string[] arguments =
        [
            "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", folder,
            "--blobHost", "127.0.0.1", "--blobPort", Text(settings.StoragePort),
            "--queueHost", "127.0.0.1", "--queuePort", Text(settings.StoragePort + 1),
            "--tableHost", "127.0.0.1", "--tablePort", Text(settings.StoragePort + 2),
        ];
        return new("Storage (Azurite)", errors => Noted(settings, "storage", NodeProcess.Start(NodeTools.Azurite, arguments, _ => { }, errorLine: errors)), say, restarted);
    }

    public static KeptChild Mailbox(LocalSettings settings, Action<string> say)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataPath, "mail")).FullName;
        string[] arguments =
        [
            "--ip", "127.0.0.1", "--smtp", Text(settings.SmtpPort), "--web-ip", "127.0.0.1", "--web", Text(settings.MailboxPort),
            "--mail-directory", folder,
        ];
        return new("The mailbox (maildev)", errors => Noted(settings, "mailbox", NodeProcess.Start(NodeTools.MailDev, arguments, _ => { }, errorLine: errors)), say);
    }

    private static NodeProcess Noted(LocalSettings settings, string name, NodeProcess process)
    {
        DataFolder.Note(settings.DataPath, name, process.Id);
        return process;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
