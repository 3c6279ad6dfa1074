using Arl.Domain.Schools;
using Arl.Functions.Storage;
using Azure;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Schools;

/// <summary>
/// The directory in memory, loaded once per instance on first use. At most each <see cref="CheckEvery"/> one caller looks whether a newer one is in force and swaps it in;
/// the others go on with the one they have. Storage that fails after the first load stops nobody.
/// </summary>
public sealed partial class SchoolDirectorySource(SchoolDirectoryStore store, TimeProvider clock, ILogger<SchoolDirectorySource> log) : IDisposable
{
    public static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceForCheck = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Loaded? _loaded;

    private sealed record Loaded(SchoolDirectory Directory, string Blob, DateTimeOffset CheckedAt);

    /// <summary>The directory in force; null while none has been imported yet.</summary>
    /// <exception cref="RequestFailedException">Storage does not answer, and nothing was loaded before.</exception>
    /// <exception cref="InvalidDataException">What is stored is damaged, and nothing was loaded before.</exception>
    public async ValueTask<SchoolDirectory?> Current(CancellationToken cancel)
    {
        if (_loaded is { } loaded)
        {
            if (IsFresh(loaded) || !await _one.WaitAsync(TimeSpan.Zero, cancel))
                return loaded.Directory;
        }
        else
        {
            await _one.WaitAsync(cancel);
        }
        try
        {
            return await Refresh(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>As <see cref="Current"/>; before the first import a directory without schools, so that a school typed by hand is still taken in.</summary>
    public async ValueTask<SchoolDirectory> CurrentOrEmpty(CancellationToken cancel) => await Current(cancel) ?? SchoolDirectory.Empty;

    /// <summary>Its schools are invented, and every page that shows some says so.</summary>
    public async ValueTask<bool> IsSample(CancellationToken cancel) => (await CurrentOrEmpty(cancel)).Origin.IsSample;

    public void Dispose() => _one.Dispose();

    private bool IsFresh(Loaded loaded) => clock.GetUtcNow() - loaded.CheckedAt < CheckEvery;

    private async Task<SchoolDirectory?> Refresh(CancellationToken cancel)
    {
        if (_loaded is not { } old)
            _loaded = await Load(cancel);
        else if (!IsFresh(old))
            _loaded = await LoadNewer(old, cancel);
        return _loaded?.Directory;
    }

    private async Task<Loaded?> Load(CancellationToken cancel)
    {
        for (var retry = true; ; retry = false)
        {
            if ((await store.Current(cancel)).Pointer is not { } pointer)
                return null;
            try
            {
                return await Load(pointer, cancel);
            }
            catch (RequestFailedException gone) when (gone.Status == 404 && retry)
            {
                // Two imports came between the pointer and its blob: the pointer now names another.
            }
        }
    }

    private async Task<Loaded> Load(DirectoryPointer pointer, CancellationToken cancel)
    {
        var directory = await store.Load(pointer, cancel);
        LoadedDirectory(directory.Count, pointer.Blob);
        return new(directory, pointer.Blob, clock.GetUtcNow());
    }

    private async Task<Loaded> LoadNewer(Loaded old, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(PatienceForCheck);
        try
        {
            var pointer = (await store.Current(patience.Token)).Pointer;
            if (pointer is not null && pointer.Blob != old.Blob)
                return await Load(pointer, cancel);
        }
        catch (Exception fault) when (fault is InvalidDataException || StorageFaults.IsOne(fault, cancel))
        {
            KeptOld(fault, old.Blob);
        }
        return old with { CheckedAt = clock.GetUtcNow() };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded {Schools} schools from {Blob}.")]
    private partial void LoadedDirectory(int schools, string blob);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look for a newer school directory; {Blob} stays in use.")]
    private partial void KeptOld(Exception fault, string blob);
}
