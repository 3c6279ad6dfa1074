using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Requests;
using Arl.Tests.Support;

namespace Arl.Tests.Storage;

/// <summary>One thing that people do, and how often beside the others.</summary>
internal sealed record SimulatedAct(string Name, int Often, Func<bool> Do);

/// <summary>Schools, coaches and staff: what they do, in any order and beside each other. What is added to <see cref="Acts"/> is simulated.</summary>
internal sealed class SimulatedPeople
{
    private static readonly string[] s_schools = [Some.School.Id.ToString(), Some.Neighbor.Id.ToString(), SimulatedSchools.Third.Id.ToString(), ""];
    private readonly Simulation _simulation;
    private readonly SimulatedChance _chance;
    private readonly List<(RequestForm Form, string? Key)> _unanswered = [];
    private readonly List<(RequestForm Form, string? Key)> _asked = [];
    private readonly List<(RequestForm Form, string? Key)> _asking = [];
    private readonly List<Coach[]> _unloaded = [];
    private int _left;
    private int _names;
    private int _files;

    public SimulatedPeople(Simulation simulation, SimulatedChance chance)
    {
        (_simulation, _chance) = (simulation, chance);
        _left = chance.Next(6, 18);
        _unloaded.Add([.. Enumerable.Range(1, chance.Next(1, 4)).Select(number => Coach($"c{number}", capacity: chance.Next(1, 3)))]);
    }

    public HashSet<Reference> Accepted { get; } = [];

    public Dictionary<string, int> MostCapacity { get; } = new(StringComparer.Ordinal);

    public bool HaveMoreToDo => _left > 0 || _unanswered.Count > 0 || _unloaded.Count > 0;

    private IReadOnlyList<SimulatedAct> Acts =>
    [
        new("a school asks", 40, () => Ask(New(), _chance.Next(2) == 0 ? $"key-{_names}" : null)),
        new("somebody presses twice", 6, () => _asked.Count > 0 && _asked[_chance.Next(_asked.Count)] is var again && Ask(again.Form, again.Key)),
        new("a contact confirms", 12, () => OfOne("confirms", reference => Actors.Confirm(_simulation.Process, reference))),
        new("a school withdraws", 12, () => OfOne("withdraws", reference => Actors.Withdraw(_simulation.Process, reference))),
        new("a coach hands back", 14, () => OfOne("hands back", reference => Actors.HandBack(_simulation.Process, reference))),
        new("a coach has met the school", 10, () => OfOne("meets", reference => Actors.Meet(_simulation.Process, reference))),
        new("a coach is done", 10, () => OfOne("is done", reference => Actors.Complete(_simulation.Process, reference))),
        new("staff load coaches", 8, () => Load([Coach($"c{_chance.Next(1, 5)}", _chance.Next(0, 4)), Coach("c5", _chance.Next(0, 2))])),
    ];

    /// <summary>False where nothing can be done now.</summary>
    public bool Act()
    {
        if (_unloaded.Count > 0)
            return Load(Taken(_unloaded));
        if (_unanswered.Count > 0)
            return Taken(_unanswered) is var (form, key) && Ask(form, key);
        if (_left == 0)
            return false;
        _left--;
        var acts = Acts;
        var which = _chance.Next(acts.Sum(act => act.Often));
        return acts.First(act => (which -= act.Often) < 0).Do();
    }

    /// <summary>The process died: who waited for an answer asks again, if they have a key to ask again with; staff load their file again.</summary>
    public void GetNoAnswer()
    {
        _unanswered.AddRange(_asking.Where(asking => asking.Key is not null));
        _asking.Clear();
        _unloaded.AddRange(_loading);
        _loading.Clear();
    }

    private readonly List<Coach[]> _loading = [];

    private bool Ask(RequestForm form, string? key)
    {
        var asking = (form, key);
        _asked.Add(asking);
        _asking.Add(asking);
        _simulation.Begin("ask", async () =>
        {
            if (await Actors.Ask(_simulation.Process, form, key) is { } reference)
                Accepted.Add(reference);
        }, done =>
        {
            _asking.Remove(asking);
            if (!done && key is not null)
                _unanswered.Add(asking);
        });
        return true;
    }

    private bool Load(Coach[] coaches)
    {
        foreach (var coach in coaches)
            MostCapacity[coach.Id] = Math.Max(coach.Capacity, MostCapacity.GetValueOrDefault(coach.Id));
        _loading.Add(coaches);
        var file = $"file {++_files}";
        _simulation.Begin("load", () => Actors.Load(_simulation.Process, file, coaches), done =>
        {
            _loading.Remove(coaches);
            if (!done)
                _unloaded.Add(coaches);
        });
        return true;
    }

    private bool OfOne(string name, Func<Reference, Task> act)
    {
        if (Accepted.Count == 0)
            return false;
        var reference = Accepted.ElementAt(_chance.Next(Accepted.Count));
        _simulation.Begin(name, () => act(reference), _ => { });
        return true;
    }

    private RequestForm New()
    {
        var school = s_schools[_chance.Next(s_schools.Length)];
        var form = Some.Form with { ContactEmail = $"p{++_names}@{(_chance.Next(5) == 0 ? "gmail.com" : "school.example")}", SchoolId = school };
        return school.Length > 0 ? form : form with { SchoolId = null, School = new("Hill School", "Taos", "NM", "120", null, null) };
    }

    private static Coach Coach(string id, int capacity) =>
        Some.Coach with { Id = id, Name = $"Coach {id}", Email = EmailAddress.Parse($"{id}@coaches.example"), Organization = $"Partners {id}", Capacity = capacity };

    private static T Taken<T>(List<T> from)
    {
        var taken = from[0];
        from.RemoveAt(0);
        return taken;
    }
}

/// <summary>The simulated network's directory, written once and put into each account as it is.</summary>
internal static class SimulatedSchools
{
    public static Domain.Schools.School Third { get; } = Some.School with { Id = Domain.Schools.NcesSchoolId.Parse("359000200003"), Name = "River School", DistrictName = "River Schools" };

    private static readonly IReadOnlyList<MemoryBlob> s_blobs = Write();

    public static void Save(MemoryAccount account)
    {
        foreach (var blob in s_blobs)
            account.Container(Functions.Storage.ContainerNames.Schools).Write(blob.Name, blob.Content, conditions: null);
    }

    private static IReadOnlyList<MemoryBlob> Write()
    {
        var account = MemoryAccount.WithEverything(TimeProvider.System);
        var store = new Functions.Schools.SchoolDirectoryStore(account.Open());
        store.Save(Some.Directory(Some.School, Some.Neighbor, Third), new(null, default), CancellationToken.None).GetAwaiter().GetResult();
        return account.Container(Functions.Storage.ContainerNames.Schools).All(prefix: null);
    }
}
