using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Arl.Functions.Hosting.Local;

/// <summary>Whether ports of this machine are free, and whether somebody answers on them.</summary>
internal static class LocalPorts
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits a moment for the ports, as the children of a killed run need one to go.</summary>
    /// <exception cref="LocalStartException">Names each port that stays taken, and the setting that moves it.</exception>
    public static async Task UntilFree(IEnumerable<(int Port, string Use, string Setting)> wanted, TimeSpan patience, CancellationToken cancel)
    {
        var ports = wanted.ToList();
        RefuseTwice(ports);
        var taken = Taken(ports);
        for (var waited = Stopwatch.StartNew(); taken.Count > 0 && waited.Elapsed < patience; taken = Taken(ports))
            await Task.Delay(s_look, cancel);
        if (taken.Count > 0)
            throw new LocalStartException(string.Join(Environment.NewLine, taken.Select(port =>
                FormattableString.Invariant($"Port {port.Port} for {port.Use} is taken by another program. Free it, or move ours: --{port.Setting}=<port>"))));
    }

    /// <summary>Waits until each port takes connections.</summary>
    public static async Task UntilAnswering(IEnumerable<int> ports, CancellationToken cancel)
    {
        foreach (var port in ports)
            while (!await Answers(port, cancel))
                await Task.Delay(s_look / 2, cancel);
    }

    public static async Task<bool> Answers(int port, CancellationToken cancel)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void RefuseTwice(List<(int Port, string Use, string Setting)> ports)
    {
        if (ports.GroupBy(port => port.Port).FirstOrDefault(same => same.Count() > 1) is { } clash)
            throw new LocalStartException(FormattableString.Invariant(
                $"Port {clash.Key} is wanted for {string.Join(" and for ", clash.Select(port => $"{port.Use} ({port.Setting})"))}. Give each its own (storage takes three in a row)."));
    }

    private static List<(int Port, string Use, string Setting)> Taken(List<(int Port, string Use, string Setting)> ports) => [.. ports.Where(port => !IsFree(port.Port))];

    private static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    private static bool CanListen(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }
}
