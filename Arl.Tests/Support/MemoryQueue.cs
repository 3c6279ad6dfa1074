using System.Globalization;
using Azure;

namespace Arl.Tests.Support;

/// <summary>One message as its queue holds it.</summary>
internal sealed class MemoryMessage(string id, string text, DateTimeOffset inserted)
{
    public string Id => id;

    public string Text { get; set; } = text;

    public DateTimeOffset InsertedAt => inserted;

    public DateTimeOffset VisibleAt { get; set; }

    public string Receipt { get; set; } = "";

    public long Dequeued { get; set; }
}

/// <summary>One queue of an account in memory. What hides a message is the clock; who takes it holds its receipt.</summary>
internal sealed class MemoryQueue(string name, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<MemoryMessage> _messages = [];
    private long _receipts;
    private long _ids;

    public string Name => name;

    public bool Exists { get; set; }

    /// <summary>How often a message was sent or deleted.</summary>
    public long Writes { get; private set; }

    /// <summary>How many it holds, hidden ones too.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _messages.Count;
        }
    }

    /// <summary>How many can be seen now.</summary>
    public int Visible
    {
        get
        {
            lock (_lock)
                return _messages.Count == 0 ? 0 : _messages.Count(IsVisible);
        }
    }

    /// <summary>When the next hidden message shows up; null where all are visible or there is none.</summary>
    public DateTimeOffset? NextVisible
    {
        get
        {
            lock (_lock)
                return _messages.Where(message => !IsVisible(message)).Select(message => (DateTimeOffset?)message.VisibleAt).Min();
        }
    }

    /// <summary>Its messages as they are, for <see cref="Restore"/>.</summary>
    public object Keep() => _messages.ConvertAll(Copy);

    public void Restore(object kept)
    {
        lock (_lock)
        {
            _messages.Clear();
            _messages.AddRange(((List<MemoryMessage>)kept).ConvertAll(Copy));
        }
    }

    public MemoryMessage Send(string text, TimeSpan delay)
    {
        lock (_lock)
        {
            MustExist();
            var now = clock.GetUtcNow();
            var message = new MemoryMessage(string.Create(CultureInfo.InvariantCulture, $"{name}-{++_ids}"), text, now) { VisibleAt = now + delay, Receipt = NewReceipt() };
            _messages.Add(message);
            Writes++;
            return message;
        }
    }

    /// <summary>The oldest visible ones first.</summary>
    /// <param name="skip">Passes over so many: queues keep no order.</param>
    public IReadOnlyList<MemoryMessage> Receive(int most, TimeSpan invisible, int skip = 0)
    {
        lock (_lock)
        {
            MustExist();
            var taken = _messages.Where(IsVisible).Skip(skip).Take(most).ToList();
            foreach (var message in taken)
                (message.VisibleAt, message.Receipt, message.Dequeued) = (clock.GetUtcNow() + invisible, NewReceipt(), message.Dequeued + 1);
            return taken;
        }
    }

    public IReadOnlyList<MemoryMessage> Peek(int most)
    {
        lock (_lock)
        {
            MustExist();
            return [.. _messages.Where(IsVisible).Take(most)];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            MustExist();
            _messages.Clear();
            Writes++;
        }
    }

    /// <summary>As the service counts, hidden ones too.</summary>
    public int CountAll()
    {
        lock (_lock)
        {
            MustExist();
            return _messages.Count;
        }
    }

    public void Delete(string id, string receipt)
    {
        lock (_lock)
        {
            _messages.Remove(Held(id, receipt));
            Writes++;
        }
    }

    public MemoryMessage Update(string id, string receipt, string? text, TimeSpan invisible)
    {
        lock (_lock)
        {
            var message = Held(id, receipt);
            (message.Text, message.VisibleAt, message.Receipt) = (text ?? message.Text, clock.GetUtcNow() + invisible, NewReceipt());
            return message;
        }
    }

    /// <exception cref="RequestFailedException">404: it is gone, or somebody else has taken it since.</exception>
    private MemoryMessage Held(string id, string receipt)
    {
        MustExist();
        var message = _messages.Find(one => one.Id == id) ?? throw MemoryResponse.Fault(404, "MessageNotFound");
        return message.Receipt == receipt ? message : throw MemoryResponse.Fault(400, "PopReceiptMismatch");
    }

    private static MemoryMessage Copy(MemoryMessage message) => new(message.Id, message.Text, message.InsertedAt) { VisibleAt = message.VisibleAt, Receipt = message.Receipt, Dequeued = message.Dequeued };

    private bool IsVisible(MemoryMessage message) => message.VisibleAt <= clock.GetUtcNow();

    private string NewReceipt() => (++_receipts).ToString(CultureInfo.InvariantCulture);

    private void MustExist()
    {
        if (!Exists)
            throw MemoryResponse.Fault(404, "QueueNotFound");
    }
}
