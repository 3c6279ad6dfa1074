using Arl.Domain;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Staff;
using Arl.Functions.Staff.Acts;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls.Library;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary><c>POST /staff/library/{id}</c>: staff change a resource, list it, put it back, withdraw it or delete it for good, from what was seen and no newer.</summary>
public sealed class CurateResource(StaffDoor door, ResourcesTable resources, ResourceEdits edits, ResourceRemoval removal, StaffLibraryDesk desk)
{
    [Function(nameof(CurateResource))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/library/{id}")] HttpRequest http, string id, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(CurateResource)), member => PostedForm.Read(http, async form => await resources.Get(id, cancel) is { } stored ? await Do(stored, form, member, cancel) : PageResults.NotFound(), cancel));

    private Task<IResult> Do(StoredResource stored, PostedForm form, StaffMember member, CancellationToken cancel) => form["do"] switch
    {
        "delete" when stored.Resource.DeletedAt is not null => Task.FromResult(PageResults.SeeOther($"/staff/library/{stored.Resource.Id}?done=deleted")),
        _ when stored.Resource.DeletedAt is not null => desk.One(stored, done: null, tried: null, cancel, changed: true),
        "withdraw" => Withdraw(stored, form, member, cancel),
        "delete" => Delete(stored, form, member, cancel),
        _ => Save(stored, form, member, cancel),
    };

    private async Task<IResult> Delete(StoredResource stored, PostedForm form, StaffMember member, CancellationToken cancel)
    {
        var why = form["deleteWhy"];
        if (ActForm.WrongReason(why) is { } wrong)
            return await desk.One(stored, done: null, new(TypedResource.Of(stored.Resource), "", [new("deleteWhy", wrong)]) { DeleteWhy = why }, cancel);
        return await Answer(await removal.Delete(stored.Resource.Id, form["version"], member.Name, why, cancel), stored, new(TypedResource.Of(stored.Resource), "", []) { DeleteWhy = why }, "deleted", cancel);
    }

    private async Task<IResult> Withdraw(StoredResource stored, PostedForm form, StaffMember member, CancellationToken cancel)
    {
        var why = form["withdrawWhy"];
        if (ActForm.WrongReason(why) is { } wrong)
            return await desk.One(stored, done: null, new(TypedResource.Of(stored.Resource), "", [new("withdrawWhy", wrong)]) { WithdrawWhy = why }, cancel);
        return await Answer(await edits.Withdraw(stored.Resource.Id, form["version"], member.Name, why, cancel), stored, new(TypedResource.Of(stored.Resource), "", []) { WithdrawWhy = why }, "withdrawn", cancel);
    }

    private async Task<IResult> Save(StoredResource stored, PostedForm form, StaffMember member, CancellationToken cancel)
    {
        var lists = form["do"] == "list";
        var typed = new TypedResource(form["title"], form["link"], form.All("needs"), form.All("levels"), form["note"], form["engagement"]);
        var tried = new StaffResource.Tried(typed, form["why"], []);
        IReadOnlyList<Problem> missing = ActForm.WrongReason(form["why"]) is { } wrong ? [new("why", wrong)] : [];
        // What is only proposed may wait for its needs; what schools are told of may not.
        var checkedFacts = ResourceRules.Check(typed, hasFile: stored.Resource.File is not null, needsAsked: lists || stored.Resource.State == ResourceState.Listed);
        if (checkedFacts is not Result<ResourceFacts>.Ok(var facts) || missing.Count > 0)
            return await desk.One(stored, done: null, tried with { Problems = [.. (checkedFacts as Result<ResourceFacts>.Invalid)?.Problems ?? [], .. missing] }, cancel);
        var edited = await edits.Save(stored.Resource.Id, facts, lists ? ResourceState.Listed : null, form["version"], member.Name, form["why"], cancel);
        return await Answer(edited, stored, tried, lists ? "listed" : "saved", cancel);
    }

    private async Task<IResult> Answer(ResourceEdited edited, StoredResource stored, StaffResource.Tried tried, string done, CancellationToken cancel) => edited switch
    {
        ResourceEdited.Done => PageResults.SeeOther($"/staff/library/{stored.Resource.Id}?done={done}"),
        ResourceEdited.Changed when await resources.Get(stored.Resource.Id, cancel) is { } now => await desk.One(now, done: null, tried, cancel, changed: true),
        _ => PageResults.NotFound(),
    };
}
