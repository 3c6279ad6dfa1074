using System.Net;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_key_repeats_the_first_answer_whole()
    {
        await using var site = await Site.Start();
        var first = await site.Post(SomeJson.Request, "key-1");

        var second = await site.Post(SomeJson.Request, "key-1");

        Assert.Equal((first.Status, first.Location, first.Body.ToJsonString()), (second.Status, second.Location, second.Body.ToJsonString()));
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task The_first_answer_is_repeated_also_after_the_request_has_moved_on()
    {
        await using var site = await Site.Start();
        var first = await site.Post(SomeJson.Request, "key-1");
        using var withdrawn = await site.Http.PostAsync(new Uri(first.StatusPath + "/withdraw", UriKind.Relative), null, Site.Cancel);
        site.Network.Clock.Advance(TimeSpan.FromDays(3));

        var second = await site.Post(SomeJson.Request, "key-1");

        Assert.Equal((first.Location, first.Body.ToJsonString()), (second.Location, second.Body.ToJsonString()));
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task An_answer_that_named_an_equal_request_is_repeated_too_when_that_one_is_long_closed()
    {
        await using var site = await Site.Start();
        var first = await site.Post(SomeJson.Request, "key-1");
        var equal = await site.Post(SomeJson.Request, "key-2");
        using var withdrawn = await site.Http.PostAsync(new Uri(first.StatusPath + "/withdraw", UriKind.Relative), null, Site.Cancel);
        site.Network.Clock.Advance(TimeSpan.FromHours(25));

        var again = await site.Post(SomeJson.Request, "key-2");

        Assert.Equal((first.Reference, "received", null), (equal.Reference, (string?)equal.Body["status"], equal.Body["statusUrl"]));
        Assert.Equal((equal.Status, equal.Location, equal.Body.ToJsonString()), (again.Status, again.Location, again.Body.ToJsonString()));
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task The_first_answer_is_repeated_also_when_the_day_to_start_by_has_passed()
    {
        await using var site = await Site.Start();
        var body = SomeJson.Request;
        body["startBy"] = "2026-11-24";
        var first = await site.Post(body, "key-1");
        site.Network.Clock.Advance(TimeSpan.FromDays(3));

        var again = await site.Post(body, "key-1");

        Assert.Equal((HttpStatusCode.Accepted, first.Body.ToJsonString()), (again.Status, again.Body.ToJsonString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Post(body, "key-2")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_anothers_request_has_the_keys_reference_every_repeat_gets_one_of_its_own(bool anOldEqualRequestIsKnown)
    {
        await using var site = await Site.Start();
        var taken = await site.Post(SomeJson.Request, "key-1");
        await ForgetAllButTheKey(site, anOldEqualRequestIsKnown);
        var others = Some.Request with { Reference = Reference.Parse(taken.Reference!) };
        Assert.True(await site.Network.Requests.Commit(RequestChange.Create(others, "school", Some.Moment), Site.Cancel));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.Post(SomeJson.Request, "key-1")));
        var later = await site.Post(SomeJson.Request, "key-1");

        Assert.NotEqual(taken.StatusUrl, later.StatusUrl);
        Assert.All(answers, answer => Assert.Equal(later.Body.ToJsonString(), answer.Body.ToJsonString()));
        Assert.Equal(2, (await site.Requests()).Count);
    }

    [Fact]
    public async Task Two_calls_with_one_key_get_one_answer_also_where_the_slower_saw_an_old_equal_request_before_the_faster_took_its_place()
    {
        var calls = new SlowSecondLook();
        await using var network = await TestNetwork.On(calls);
        await network.Get<AcceptRequest>().Handle(Some.Form, idempotencyKey: null, EnteredBy.School, Site.Cancel);
        network.Clock.Advance(TimeSpan.FromHours(25));
        calls.Begin();

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => network.Get<AcceptRequest>().Handle(Some.Form, "key-1", EnteredBy.School, Site.Cancel)));
        var later = await network.Get<AcceptRequest>().Handle(Some.Form, "key-1", EnteredBy.School, Site.Cancel);

        Assert.All(both, answer => Assert.Equal(later, answer));
        Assert.IsType<Acceptance.Accepted>(later);
        Assert.Equal(2, (await network.Requests.All(Site.Cancel)).Count);
    }

    /// <summary>Whoever looks first at the row where equal requests meet gets its answer when somebody else has written.</summary>
    private sealed class SlowSecondLook : IMemoryCalls
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _looks = int.MinValue;

        public void Begin() => _looks = 0;

        public async Task<T> Run<T>(StorageCall call, Func<T> effect)
        {
            await Task.Yield();
            var answer = effect();
            if (_looks >= 0 && call is { Verb: "SubmitTransaction", Place: TableNames.Requests })
                _written.TrySetResult();
            if (call.Key.StartsWith("open_", StringComparison.Ordinal) && call.IsRead && Interlocked.Increment(ref _looks) == 1)
                await _written.Task;
            return answer;
        }
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_nothing_is_saved()
    {
        await using var site = await Site.Start();
        await site.Post(SomeJson.Request, "key-1");

        var other = await site.Post(SomeJson.From("jose.baca@mesaschools.example"), "key-1");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (other.Status, other.Type));
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task A_body_that_was_refused_does_not_use_up_its_key()
    {
        await using var site = await Site.Start();
        var wrong = SomeJson.Request;
        wrong["goals"] = "";
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Post(wrong, "key-1")).Status);

        Assert.Equal(HttpStatusCode.Accepted, (await site.Post(SomeJson.Request, "key-1")).Status);
    }

    [Fact]
    public async Task The_same_key_ten_times_at_once_makes_one_request_and_one_answer()
    {
        await using var site = await Site.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.Post(SomeJson.Request, "key-1")));

        Assert.Single(answers.Select(answer => (answer.Status, answer.Location, answer.Body.ToJsonString())).Distinct());
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task A_crash_between_the_key_and_the_request_is_healed_by_a_retry_under_the_same_reference()
    {
        await using var site = await Site.Start();
        var first = await site.Post(SomeJson.Request, "key-1");
        await ForgetAllButTheKey(site);

        var retry = await site.Post(SomeJson.Request, "key-1");

        Assert.Equal(first.Body.ToJsonString(), retry.Body.ToJsonString());
        Assert.NotNull(await site.Network.Requests.Get(Reference.Parse(retry.Reference!), Site.Cancel));
        Assert.Single(await site.Requests());
    }

    [Fact]
    public async Task The_keys_own_text_is_not_stored()
    {
        await using var site = await Site.Start();

        await site.Post(SomeJson.Request, "ana@mesaschools.example");

        Assert.DoesNotContain(await site.Rows(TableNames.Requests), row => row.Contains("ana", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_key_too_long_to_be_one_is_named()
    {
        await using var site = await Site.Start();

        var answer = await site.Post(SomeJson.Request, new string('k', 201));

        Assert.Equal((HttpStatusCode.BadRequest, "Idempotency-Key"), (answer.Status, Assert.Single(answer.Errors).Key));
    }

    /// <summary>As if the process had died right after the key's row was written.</summary>
    /// <param name="keepOpen">An equal request was there before, which is gone.</param>
    private static async Task ForgetAllButTheKey(Site site, bool keepOpen = false)
    {
        var table = site.Network.Storage.Table(TableNames.Requests);
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Site.Cancel))
        {
            if (!RequestKeys.Partitions.Contains(row.PartitionKey))
                continue;
            if (keepOpen && row.RowKey.StartsWith("open_", StringComparison.Ordinal))
                await table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { ["Reference"] = Reference.Create(5, 99).ToString() }, row.ETag, cancellationToken: Site.Cancel);
            else
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Site.Cancel);
        }
    }
}
