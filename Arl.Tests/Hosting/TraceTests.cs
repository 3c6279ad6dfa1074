using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Arl.Functions;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>One request, one trace: from the form over the queues to the last email, also where a message had to be sent again.</summary>
public sealed class TraceTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_form_to_the_introduction_it_is_one_trace()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Settle();
        using var spanned = new Spanned();

        var reference = await Ask(network);
        await AsNobody(network.Settle);

        Assert.Equal(
        [
            "process count-reach < process outgoing-email",
            "process match-requests < POST /requests",
            "process outgoing-email < POST /requests",
            "process outgoing-email < process match-requests",
            "send count-reach < process outgoing-email",
            "send email < process outgoing-email",
            "send email < process outgoing-email",
            "send email < process outgoing-email",
            "send match-requests < POST /requests",
            "send outgoing-email < POST /requests",
            "send outgoing-email < process match-requests",
        ], spanned.Tree);
        Assert.Equal(3, network.Mailer.Sent.Count);
        Assert.All(spanned.Ended.Where(span => span.Kind == ActivityKind.Consumer).Append(spanned.Root), span => Assert.Equal(reference, span.GetTagItem("arl.reference")));
        Assert.Equal(["coach", "contact", "school"], spanned.Ended.Where(span => span.Kind == ActivityKind.Client).Select(span => span.GetTagItem("arl.mail.kind")).Order());
    }

    [Fact]
    public async Task A_message_that_is_sent_again_belongs_to_the_trace_of_the_request_that_owed_it()
    {
        await using var network = await TestNetwork.Start();
        using var spanned = new Spanned();
        await Ask(network);
        foreach (var queue in QueueNames.All)
            await network.Storage.Queue(queue).ClearMessagesAsync(Cancel); // As if we had died before we sent them.

        network.Clock.Advance(TimeSpan.FromMinutes(1));
        await AsNobody(async () => Assert.Equal(2, await network.Get<Outbox>().Sweep(Cancel)));
        await AsNobody(network.Settle);

        Assert.Equal(2, spanned.Tree.Count(line => line == "send match-requests < POST /requests"));
        Assert.Single(spanned.Tree, line => line == "process match-requests < POST /requests");
        Assert.Single(spanned.Tree, line => line == "send email < process outgoing-email");
    }

    [Fact]
    public async Task Work_that_fails_says_so_by_its_kind_alone()
    {
        await using var network = await TestNetwork.Start();
        using var spanned = new Spanned();

        await Assert.ThrowsAsync<InvalidDataException>(() => network.Get<QueueWork>().Run(QueueNames.CountReach, new ReachDue("ARL-7K3F-9QZ2"), () => throw new InvalidDataException("ana@mesa.example")));

        var span = Assert.Single(spanned.Ended);
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
        Assert.Equal(typeof(InvalidDataException).FullName, span.GetTagItem("error.type"));
        Assert.Empty(span.Events);
    }

    [Fact]
    public void While_nobody_looks_a_message_is_as_it_always_was()
    {
        var owed = OutboxMessage.For("A", "key", QueueNames.MatchRequests, new MatchDue("ARL-7K3F-9QZ2"));

        Assert.Equal("""{"Reference":"ARL-7K3F-9QZ2"}""", owed.Body);
    }

    [Fact]
    public void An_old_message_and_one_with_a_trace_are_read_alike_and_are_the_same_work()
    {
        using var span = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var owed = OutboxMessage.For("A", "key", QueueNames.OutgoingEmail, new EmailsDue("requests", "ARL-7K3F-9QZ2", "ack"));
        const string Old = """{"Owner":"requests","Key":"ARL-7K3F-9QZ2","Batch":"ack","OutboxKey":"ARL-7K3F-9QZ2_email_ack"}""";

        var (now, then) = (JsonSerializer.Deserialize<EmailsDue>(owed.Body)!, JsonSerializer.Deserialize<EmailsDue>(Old)!);

        Assert.Equal(span.Id, now.Traceparent);
        Assert.Equal(then, now with { Traceparent = null });
        Assert.Equal(QueueMessages.KeyOf(QueueNames.OutgoingEmail, Old), QueueMessages.KeyOf(QueueNames.OutgoingEmail, owed.Body));
        Assert.Equal(QueueMessages.Hash(Old), QueueMessages.KeyOf(then)); // The key that failures are kept under did not change.
    }

    [Fact]
    public void Every_message_can_carry_a_trace()
    {
        var messages = typeof(ArlServices).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters()).Where(parameter => parameter.IsDefined(typeof(QueueTriggerAttribute))).Select(parameter => parameter.ParameterType).ToList();

        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.True(message.IsAssignableTo(typeof(ITraced)), $"{message.Name} is no ITraced."));
    }

    private static async Task<string> Ask(TestNetwork network) =>
        Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(Some.Form, idempotencyKey: null, EnteredBy.School, Cancel)).Reference.ToString();

    /// <summary>As a queue's or a timer's call comes: with no span of the request around it.</summary>
    private static Task AsNobody(Func<Task> work)
    {
        Activity.Current = null;
        return work();
    }
}
