using System.Diagnostics;

namespace Arl.Functions.Hosting.Local;

/// <summary>The npm packages beside the functions (package.json at the root), installed on first use.</summary>
public static class NodeTools
{
    /// <summary>The repository's root: the folder above the program that holds package.json and host.json.</summary>
    public static string Root { get; } = FindRoot();

    public static string Azurite => Path.Combine(Root, "node_modules", "azurite", "dist", "src", "azurite.js");

    public static string MailDev => Path.Combine(Root, "node_modules", "maildev", "dist", "bin", "maildev.js");

    /// <summary>Runs <c>npm ci</c> where the packages are missing or older than the lock file; one process at a time, others wait for it.</summary>
    /// <exception cref="LocalStartException">npm is missing or failed; the message says what to do.</exception>
    public static void EnsureInstalled(Action<string> say)
    {
        if (IsInstalled())
            return;
        Directory.CreateDirectory(Path.Combine(Root, ".arl"));
        using var mine = WaitForLock(Path.Combine(Root, ".arl", "npm.lock"));
        if (IsInstalled())
            return;

        say("Restoring npm packages (first run, or package-lock.json changed) …");
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        Process npm;
        try
        {
            npm = Process.Start(start) ?? throw new InvalidOperationException("npm did not start.");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new LocalStartException("npm was not found. Install Node.js 20 or later (https://nodejs.org) and run this again.", missing);
        }
        using (npm)
        {
            var output = npm.StandardOutput.ReadToEndAsync();
            var errors = npm.StandardError.ReadToEnd();
            npm.WaitForExit();
            if (npm.ExitCode != 0)
                throw new LocalStartException($"npm ci failed with exit code {npm.ExitCode} in the project's root folder:{Environment.NewLine}{output.Result}{errors}");
        }
        File.WriteAllText(Stamp, LockHash());
    }

    private static string Stamp => Path.Combine(Root, "node_modules", ".arl-lock-hash");

    private static bool IsInstalled() => File.Exists(Azurite) && File.Exists(MailDev) && File.Exists(Stamp) && File.ReadAllText(Stamp) == LockHash();

    private static string LockHash() => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(Root, "package-lock.json"))));

    private static FileStream WaitForLock(string path)
    {
        for (var waited = Stopwatch.StartNew(); ; Thread.Sleep(200))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < TimeSpan.FromMinutes(5))
            {
                // Another run of ours installs; it holds the lock until it is done.
            }
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "package.json")) && File.Exists(Path.Combine(folder.FullName, "host.json")))
                return folder.FullName;
        throw new InvalidOperationException("The project's root folder (with package.json and host.json) was not found above the program. Run it from its checkout: dotnet run --project Arl.Functions");
    }
}
