using Arl.Functions;
using Arl.Functions.Hosting.Local;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>What the real host would refuse, or only fail on when called, stops the start with a sentence.</summary>
public sealed class FunctionCatalogTests
{
    private static readonly IConfiguration s_settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Broken:Schedule"] = "every day" }).Build();

    private static class Wrong
    {
        public sealed class Twin
        {
            [Function("Twin")]
            public void One([TimerTrigger("0 * * * * *")] TimerInfo timer) { }

            [Function("TWIN")]
            public void Other([TimerTrigger("0 * * * * *")] TimerInfo timer) { }
        }

        public sealed class NoSetting
        {
            [Function("F")]
            public void Run([TimerTrigger("%Missing_Setting%")] TimerInfo timer) { }
        }

        public sealed class NoQueueSetting
        {
            [Function("F")]
            public void Run([QueueTrigger("%Missing_Setting%")] string text) { }
        }

        public sealed class NoSchedule
        {
            [Function("F")]
            public void Run([TimerTrigger("%Broken__Schedule%")] TimerInfo timer) { }
        }

        public sealed class NoTrigger
        {
            [Function("F")]
            public void Run(CancellationToken cancel) { }
        }

        public sealed class OddParameter
        {
            [Function("F")]
            public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x")] HttpRequest http, Version version) => Results.Ok(version);
        }

        public sealed class NotInRoute
        {
            [Function("F")]
            public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x/{id}")] HttpRequest http, string reference) => Results.Ok(reference);
        }

        public sealed class OddRouteType
        {
            [Function("F")]
            public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x/{id}")] HttpRequest http, Stream id) => Results.Ok(id);
        }

        public sealed class OddRequest
        {
            [Function("F")]
            public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x")] HttpContext http) => Results.Ok(http);
        }

        public sealed class OddAnswer
        {
            [Function("F")]
            public string Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x")] HttpRequest http) => "";
        }

        public sealed class OddMessage
        {
            [Function("F")]
            public void Run([QueueTrigger("orders")] int number) { }
        }

        public sealed class OddTimer
        {
            [Function("F")]
            public void Run([TimerTrigger("0 * * * * *")] string timer) { }
        }

        public sealed class OddQueueName
        {
            [Function("F")]
            public void Run([QueueTrigger("Orders")] string text) { }
        }

        public sealed class OtherAccount
        {
            [Function("F")]
            public void Run([QueueTrigger("orders", Connection = "OtherStorage")] string text) { }
        }

        public sealed class RootSlash
        {
            [Function("F")]
            public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "/")] HttpRequest http) => Results.Ok();
        }

        public sealed class HostsOwn
        {
            [Function("F")]
            public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "Admin/users")] HttpRequest http) => Results.Ok();
        }
    }

    [Theory]
    [InlineData(typeof(Wrong.Twin), "2 functions have this name: Twin, Twin. Names must be unique.")]
    [InlineData(typeof(Wrong.NoSetting), "the setting 'Missing_Setting' that its trigger names (%Missing_Setting%) is missing. Set it in the environment or on the command line.")]
    [InlineData(typeof(Wrong.NoQueueSetting), "the setting 'Missing_Setting'")]
    [InlineData(typeof(Wrong.NoSchedule), "its schedule 'every day' is no NCrontab expression of six fields")]
    [InlineData(typeof(Wrong.NoTrigger), "it has 0 triggers; a function has exactly one.")]
    [InlineData(typeof(Wrong.OddParameter), "parameter 'version' (Version) is neither the request, a CancellationToken nor a value of the route '/x'.")]
    [InlineData(typeof(Wrong.NotInRoute), "parameter 'reference' (String) is neither")]
    [InlineData(typeof(Wrong.OddRouteType), "a value of the route cannot become the type Stream of parameter 'id'")]
    [InlineData(typeof(Wrong.OddRequest), "its trigger's parameter 'http' is of type HttpContext; it must be HttpRequest.")]
    [InlineData(typeof(Wrong.OddAnswer), "it returns String; it must return IResult or Task<IResult>")]
    [InlineData(typeof(Wrong.OddMessage), "a queue message cannot become the type Int32 of parameter 'number'")]
    [InlineData(typeof(Wrong.OddTimer), "its trigger's parameter 'timer' is of type String; it must be TimerInfo.")]
    [InlineData(typeof(Wrong.OddQueueName), "'Orders' is no name of a queue")]
    [InlineData(typeof(Wrong.OtherAccount), "its Connection is 'OtherStorage'; the local host has the one storage of AzureWebJobsStorage.")]
    [InlineData(typeof(Wrong.RootSlash), "breaks every HTTP function of the real host")]
    [InlineData(typeof(Wrong.HostsOwn), "its route is under /Admin, which belongs to the host.")]
    public void A_wrong_function_stops_the_start_with_a_sentence(Type type, string sentence)
    {
        var refused = Assert.Throws<LocalStartException>(() => FunctionCatalog.Read([type], s_settings, routePrefix: ""));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Contains(type == typeof(Wrong.Twin) ? "Twin" : $"F ({type.Name}.Run)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        var refused = Assert.Throws<LocalStartException>(() => FunctionCatalog.Read([typeof(Wrong.NoTrigger), typeof(Wrong.NoSetting), typeof(Wrong.OddMessage)], s_settings, routePrefix: ""));

        Assert.Equal(4, refused.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Every_function_of_the_network_can_be_called()
    {
        var catalog = FunctionCatalog.Read(typeof(ArlServices).Assembly.GetTypes(), new ConfigurationBuilder().Build(), routePrefix: "");

        Assert.NotEmpty(catalog.All.OfType<LocalFunction.Http>());
        Assert.NotEmpty(catalog.All.OfType<LocalFunction.Queue>());
        Assert.NotEmpty(catalog.All.OfType<LocalFunction.Timer>());
    }
}
