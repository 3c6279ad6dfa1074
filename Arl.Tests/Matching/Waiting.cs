using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>Requests of a test network: asked, looked at, withdrawn.</summary>
internal static class Waiting
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<CoachingRequest> Stored(TestNetwork network, Reference reference) => (await network.Requests.Get(reference, Cancel))!.Request;

    public static async Task<RequestState[]> States(TestNetwork network, params Reference[] references) =>
        [.. (await Task.WhenAll(references.Select(reference => Stored(network, reference)))).Select(request => request.State)];

    public static async Task Withdraw(TestNetwork network, Reference reference)
    {
        var links = network.Get<StatusLinks>();
        await network.Function<WithdrawRequest>().Run(new Microsoft.AspNetCore.Http.DefaultHttpContext().Request, reference.ToString(), links.PathOf(reference).Split('/')[^1], Cancel);
    }

    public static async Task<Reference> Ask(TestNetwork network, string email, School? school = null, bool anHourLater = false)
    {
        if (anHourLater)
            network.Clock.Advance(TimeSpan.FromHours(1));
        var form = Some.Form with { ContactEmail = email, SchoolId = (school ?? Some.School).Id.ToString() };
        return Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(form, idempotencyKey: null, EnteredBy.School, Cancel)).Reference;
    }
}
