namespace Arl.Domain.Requests;

/// <summary>An area of support. The id is stable and public (<c>GET /api/needs</c>, coach imports); the name is what people read.</summary>
public sealed record Need(string Id, string Name, string Description)
{
    /// <summary>Every need that can be asked for, in the order the form shows. Ids are never reused or changed.</summary>
    public static IReadOnlyList<Need> All { get; } =
    [
        new("remote-hybrid", "Remote and hybrid instruction", "Teaching and learning that works when students are not all in the room"),
        new("crisis-leadership", "Crisis leadership", "Leading a school through disruption: plans, roles and calm communication"),
        new("family-engagement", "Family engagement", "Working with families as partners, in the languages they speak"),
        new("multilingual-learners", "Multilingual learners", "Instruction and support for students who are learning English"),
        new("special-education", "Special education and inclusion", "Serving students with disabilities well in every classroom"),
        new("social-emotional", "Social and emotional well-being", "Belonging, relationships and mental health of students"),
        new("literacy", "Literacy", "Reading and writing instruction, from foundations to disciplinary literacy"),
        new("mathematics", "Mathematics", "Math instruction and unfinished learning in math"),
        new("data-assessment", "Assessment and use of data", "Knowing where students are and acting on it"),
        new("instructional-coaching", "Instructional coaching", "Observation, feedback and coaching cycles for teachers"),
        new("leadership-teams", "Leadership teams", "Distributed leadership, meetings that work, developing assistant principals"),
        new("school-culture", "School culture and climate", "Routines, restorative practice and a place where people want to be"),
        new("attendance", "Attendance", "Bringing students back and reducing chronic absence"),
        new("staff-retention", "Staff well-being and retention", "Keeping good teachers, and workloads that people can bear"),
        new("scheduling", "Scheduling and staffing", "Master schedules, small staffs and shared roles"),
        new("college-career", "College and career readiness", "Pathways, advising and transitions after high school"),
    ];

    // Plain dictionaries: to freeze sixteen needs costs a cold start more than looking them up ever saves.
    private static readonly Dictionary<string, Need> ById = All.ToDictionary(need => need.Id, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, int> Order = Places();

    /// <summary>Its place in <see cref="All"/>, from 0; −1 where the id is not known.</summary>
    public static int IndexOf(string id) => Order.GetValueOrDefault(id, -1);

    public static Need? Find(string? id) => id is null ? null : ById.GetValueOrDefault(id.Trim());

    private static Dictionary<string, int> Places()
    {
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var need in All)
            places.Add(need.Id, places.Count);
        return places;
    }
}
