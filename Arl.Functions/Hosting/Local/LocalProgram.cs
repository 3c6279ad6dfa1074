using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Hosting.Local;

/// <summary>The local program: the host with all it needs, or one command. What stops it is said in a sentence, without a stack.</summary>
internal static class LocalProgram
{
    public static async Task<int> Run(string[] args)
    {
        using var signals = new StopSignals();
        try
        {
            return args is [var command, .. var rest] && !command.StartsWith('-')
                ? await LocalCommands.Run(command, rest, signals.Stop)
                : await RunningProgram.Run(LocalSettings.Read(args), signals.Stop);
        }
        catch (LocalStartException wrong)
        {
            return Refuse(wrong.Message);
        }
        catch (OptionsValidationException wrong)
        {
            return Refuse(string.Join(Environment.NewLine, wrong.Failures));
        }
        catch (IOException wrong) when (wrong.InnerException is AddressInUseException)
        {
            return Refuse($"{wrong.Message} Move the site with --Local:HttpPort=<port>");
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}
