using Arl.Functions.Storage;

namespace Arl.Tests.Support;

/// <summary>
/// A storage account in memory behind the SDK's own clients: what the product uses of it, exactly (MemoryContract holds it to real storage).
/// The account outlives the processes that use it: each takes clients of its own by <see cref="Open"/>.
/// </summary>
public sealed class MemoryAccount(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MemoryTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryQueue> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryContainer> _containers = new(StringComparer.Ordinal);

    public ArlStorage Open(IMemoryCalls? calls = null)
    {
        calls ??= new StraightCalls();
        return new(name => new MemoryTableClient(Table(name), calls), name => new MemoryQueueClient(Queue(name), calls), name => new MemoryQueueClient(Queue(name), calls, raw: true), name => new MemoryContainerClient(Container(name), calls));
    }

    /// <summary>With every table, queue and container.</summary>
    public static MemoryAccount WithEverything(TimeProvider clock)
    {
        var account = new MemoryAccount(clock);
        foreach (var name in TableNames.All)
            account.Table(name).Exists = true;
        foreach (var name in QueueNames.All)
            account.Queue(name).Exists = true;
        foreach (var name in ContainerNames.All)
            account.Container(name).Exists = true;
        return account;
    }

    /// <summary>Another account with all that this one holds now, by another clock.</summary>
    public MemoryAccount Copy(TimeProvider by)
    {
        var copy = new MemoryAccount(by);
        foreach (var (name, table) in _tables)
            copy.Table(name).TakeOver(table);
        foreach (var (name, queue) in _queues)
        {
            copy.Queue(name).Exists = queue.Exists;
            copy.Queue(name).Restore(queue.Keep());
        }
        foreach (var (name, container) in _containers)
            copy.Container(name).TakeOver(container);
        return copy;
    }

    internal MemoryTable Table(string name) => Find(_tables, name, () => new MemoryTable(name, clock));

    internal MemoryQueue Queue(string name) => Find(_queues, name, () => new MemoryQueue(name, clock));

    internal MemoryContainer Container(string name) => Find(_containers, name, () => new MemoryContainer(name, clock));

    private T Find<T>(Dictionary<string, T> all, string name, Func<T> create)
    {
        lock (_lock)
        {
            if (!all.TryGetValue(name, out var found))
                all[name] = found = create();
            return found;
        }
    }
}
