using System.Net;
using System.Net.Sockets;

namespace Arl.Tests.Support;

/// <summary>Ports for processes that must be told theirs. Below the range that the system hands out by itself, so that nobody takes one between our look and their start.</summary>
internal static class FreePorts
{
    private const int First = 15_000;
    private const int Last = 31_000;
    private static int s_next = Random.Shared.Next(First, Last);

    /// <summary>The first of so many free ports in a row.</summary>
    public static int InARow(int count)
    {
        while (true)
        {
            var first = First + ((Interlocked.Add(ref s_next, count) - count - First) % (Last - First));
            if (Enumerable.Range(first, count).All(IsFree))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
