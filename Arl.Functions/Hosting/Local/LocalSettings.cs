using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Arl.Functions.Hosting.Local;

/// <summary>Where the local host and its children listen and keep what they know: the settings <c>Local:…</c>, from the environment (<c>Local__HttpPort</c>) or the command line.</summary>
internal sealed record LocalSettings(int HttpPort, int StoragePort, int SmtpPort, int MailboxPort, string DataPath, IConfiguration Given)
{
    /// <summary>The well-known account of the emulator, which is no secret.</summary>
    private const string Account = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    private const int HighestPort = 65_535;

    public string StorageConnection => FormattableString.Invariant(
        $"{Account}BlobEndpoint=http://127.0.0.1:{StoragePort}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{StoragePort + 1}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{StoragePort + 2}/devstoreaccount1;");

    /// <summary>Storage is ours to start unless another is configured.</summary>
    public bool OwnStorage => Given["AzureWebJobsStorage"] is not { Length: > 0 } && !IsAccount;

    /// <summary>A real account, by the identity of whoever is signed in: for commands.</summary>
    private bool IsAccount => Given["AzureWebJobsStorage:accountName"] is { Length: > 0 };

    /// <summary>The mailbox is ours to start unless mail goes elsewhere.</summary>
    public bool OwnMailbox => (Given["Mail:Provider"] is null || Given["Mail:Provider"]!.Equals("Smtp", StringComparison.OrdinalIgnoreCase)) && Given["Mail:Smtp:Host"] is null && Given["Mail:Smtp:Port"] is null;

    /// <summary>Every port that we need, with what for and the setting that moves it.</summary>
    public IEnumerable<(int Port, string Use, string Setting)> Ports
    {
        get
        {
            yield return (HttpPort, "the site", "Local:HttpPort");
            foreach (var (port, use) in OwnStorage ? StoragePorts : [])
                yield return (port, use, "Local:StoragePort");
            if (!OwnMailbox)
                yield break;
            yield return (SmtpPort, "incoming mail", "Local:SmtpPort");
            yield return (MailboxPort, "the mailbox", "Local:MailboxPort");
        }
    }

    public IEnumerable<(int Port, string Use)> StoragePorts => [(StoragePort, "storage (blobs)"), (StoragePort + 1, "storage (queues)"), (StoragePort + 2, "storage (tables)")];

    /// <exception cref="LocalStartException">A port is none.</exception>
    public static LocalSettings Read(string[] args)
    {
        IConfiguration given;
        try
        {
            given = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        }
        catch (FormatException wrong)
        {
            throw new LocalStartException($"The command line was not understood: {wrong.Message} Settings look like --Local:HttpPort=7081.", wrong);
        }
        var path = given["Local:DataPath"] is { Length: > 0 } chosen ? Path.GetFullPath(chosen) : Path.Combine(NodeTools.Root, ".arl");
        return new(Port(given, "HttpPort", 7071), Port(given, "StoragePort", 10_000, HighestPort - 2), Port(given, "SmtpPort", 1025), Port(given, "MailboxPort", 1080), path, given);
    }

    /// <summary>What the functions read: what was given, and where nothing was, the values that fit this host.</summary>
    public IConfiguration Complete() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AzureWebJobsStorage"] = IsAccount ? null : StorageConnection,
        ["Mail:Provider"] = "Smtp",
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:Smtp:Port"] = SmtpPort.ToString(CultureInfo.InvariantCulture),
        ["Mail:From"] = "network@arl.example",
        ["Arl:BaseUrl"] = $"http://localhost:{HttpPort.ToString(CultureInfo.InvariantCulture)}",
        ["Arl:StaffRecipients"] = "staff@arl.example",
        ["Reach:PublishAfterSeconds"] = "1",
        ["Arl:LinkKeys"] = Given["Arl:LinkKeys"] ?? LinkKey(),
    }).AddConfiguration(Given).Build();

    /// <summary>Made once: links in emails must open after a restart.</summary>
    private string LinkKey()
    {
        var file = Path.Combine(DataPath, "link-key");
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } key)
            return key;
        key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        using var writer = new StreamWriter(file, OwnerOnly);
        writer.Write(key);
        return key;
    }

    private static FileStreamOptions OwnerOnly
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }

    private static int Port(IConfiguration given, string name, int otherwise, int highest = HighestPort)
    {
        if (given[$"Local:{name}"] is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 && port <= highest
            ? port
            : throw new LocalStartException(FormattableString.Invariant($"Local:{name} is '{text}'; set it to a port from 1 to {highest}."));
    }
}
