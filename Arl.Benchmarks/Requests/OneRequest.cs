using System.Text.Json;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Benchmarks.Requests;

/// <summary>One request from its form to the count of the reach, alone, every call of it kept: each message taken, handled and deleted as a host does.</summary>
internal sealed class OneRequest : IAsyncDisposable
{
    public const string Submitted = "1 submitted", Matched = "2 matched", Acknowledged = "3 acknowledged", Introduced = "4 introduced", Counted = "5 counted in the reach";
    private readonly CallCounter _counter = new();
    private readonly RecordedCalls _recorded;
    private readonly WebApplication _app;
    private readonly QueueServiceClient _host;
    private Reference _reference = null!;

    private OneRequest(string connection, MailSink sink)
    {
        _recorded = new(new ArlStorage(connection, _counter.Options("own")));
        _app = LoadNetwork.Build(_recorded.Storage, connection, sink.Port);
        _host = new(connection, _counter.Options("host").Queues);
    }

    public CallCounter Counter => _counter;

    public IReadOnlyList<RecordedCall> Calls => _recorded.Calls;

    /// <summary>The second one: with the first the process reads what it then keeps (the directory, the suppression list).</summary>
    public static async Task<OneRequest> Run(string connection, MailSink sink)
    {
        await LoadNetwork.Prepare(connection);
        var one = new OneRequest(connection, sink);
        await one.Whole(number: 0);
        one._counter.Forget();
        one._recorded.Forget();
        await one.Whole(number: 1);
        return one;
    }

    /// <summary>Another request with the same calls.</summary>
    public Another Another(int number) => new(_reference, SchoolOf(1), number, SchoolOf(number));

    public int Own(params string[] phases) => _counter.Of(call => call.By == "own" && phases.Contains(call.Phase));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static NcesSchoolId SchoolOf(int number) => LoadNetwork.Directory[number % LoadNetwork.Schools].Id;

    private async Task Whole(int number)
    {
        Enter(Submitted);
        _reference = await LoadNetwork.Submit(_app.Services.GetRequiredService<AcceptRequest>(), LoadNetwork.Form(number));
        Enter(Matched);
        await Take<MatchDue>(QueueNames.MatchRequests, due => Function<MatchRequest>().Run(due, CancellationToken.None));
        Enter(Acknowledged);
        await Take<EmailsDue>(QueueNames.OutgoingEmail, due => Function<SendEmails>().Run(due, CancellationToken.None));
        Enter(Introduced);
        await Take<EmailsDue>(QueueNames.OutgoingEmail, due => Function<SendEmails>().Run(due, CancellationToken.None));
        Enter(Counted);
        await Take<ReachDue>(QueueNames.CountReach, due => Function<CountReach>().Run(due, CancellationToken.None));
    }

    private void Enter(string phase) => (_counter.Phase, _recorded.Phase) = (phase, phase);

    private T Function<T>() => ActivatorUtilities.CreateInstance<T>(_app.Services);

    private async Task Take<T>(string queue, Func<T, Task> handle)
    {
        var client = _host.GetQueueClient(queue);
        var message = (await client.ReceiveMessagesAsync(1)).Value.Single();
        await handle(JsonSerializer.Deserialize<T>(message.MessageText)!);
        await client.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }
}
