using System.Globalization;
using System.Text;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Functions.Hosting.Local.Samples;

/// <summary>
/// The sample network, as the CSV that staff would load: 11 invented organizations with about 60 coaches, who together cover every need in every state.
/// Names of people and organizations are made up; addresses end in <c>.example</c> (RFC 2606), where no mail arrives.
/// </summary>
internal static class SampleCoaches
{
    /// <param name="Needs">Indexes into <see cref="Need.All"/>: what the organization is known for.</param>
    private sealed record Organization(string Name, string Domain, int Coaches, string Zone, string States, string Levels, string Languages, string Locales, int[] Needs);

    private static readonly Organization[] Organizations =
    [
        new("Bright Harbor Learning", "brightharbor", 6, "America/New_York", "*", "*", "en;es", "city;suburb", [0, 1, 2, 5, 11]),
        new("Prairie School Partners", "prairiepartners", 6, "America/Chicago", "*", "*", "en", "rural;town", [1, 4, 6, 7, 10, 14]),
        new("Mesa Family Collaborative", "mesafamily", 6, "America/Denver", "NM;AZ;CO;UT;TX;NV", "*", "en;es;nv", "rural;town;city", [2, 3, 5, 12]),
        new("Two Rivers Coaching", "tworivers", 5, "America/Chicago", "*", "elementary;middle", "en;hmn;so", "city;town", [6, 7, 8, 9]),
        new("Cascade Leadership Guild", "cascadeguild", 6, "America/Los_Angeles", "*", "*", "en;zh;vi", "city;suburb;rural", [1, 10, 11, 13, 14]),
        new("Inclusive Classrooms Network", "inclusiveclassrooms", 6, "America/New_York", "*", "*", "en;es;ase", "*", [3, 4, 5]),
        new("Compass Data Coaches", "compassdata", 5, "America/Denver", "*", "*", "en", "suburb;town;rural", [7, 8, 9, 12]),
        new("Open Door Schools", "opendoor", 5, "America/New_York", "*", "middle;high;secondary", "en;es;ht", "city", [11, 12, 13, 15]),
        new("Northern Lights Educators", "northernlights", 5, "America/Anchorage", "AK;WA;OR;ID;MT;WY;ND;SD;HI;GU;MP;AS", "*", "en;ypk;haw", "rural;town", [0, 2, 6, 10, 14]),
        new("Delta Teaching Fellows", "deltafellows", 5, "America/Chicago", "AL;AR;GA;LA;MS;TN;FL;SC;NC;KY;WV;PR;VI", "*", "en;es", "rural;town;city", [6, 7, 9, 12, 13]),
        new("Pathways Forward", "pathwaysforward", 5, "America/Los_Angeles", "*", "high;secondary;adult", "en;es;ko", "*", [0, 8, 13, 15]),
    ];

    private static readonly string[] First =
        ["Amara", "Ben", "Carmen", "Dana", "Elias", "Farah", "Grace", "Hugo", "Imani", "Jonah", "Keiko", "Luis", "Maya", "Noor", "Owen", "Priya", "Quinn", "Rosa", "Sam", "Tess", "Uma", "Victor", "Wren", "Ximena", "Yusuf", "Zoe"];

    private static readonly string[] Last =
        ["Abara", "Bennett", "Castillo", "Dubois", "Ellison", "Fontaine", "Garza", "Holt", "Ibarra", "Jensen", "Kaur", "Lindqvist", "Moreno", "Nakai", "Okafor", "Petrov", "Quintero", "Reyes", "Sandoval", "Tran", "Ueda", "Vargas", "Whitehorse"];

    public static byte[] Csv()
    {
        var csv = new StringBuilder("id,name,email,organization,needs,states,levels,languages,locales,time_zone,capacity,active\r\n");
        var person = 0;
        foreach (var organization in Organizations)
        {
            for (var coach = 0; coach < organization.Coaches; coach++, person++)
            {
                var (first, last) = (First[person * 7 % First.Length], Last[person * 5 % Last.Length]);
                // Each coach leaves out one of the organization's needs, so that coaches differ.
                var needs = organization.Needs.Where((_, at) => organization.Needs.Length <= 3 || at != coach % organization.Needs.Length).Select(at => Need.All[at].Id);
                csv.Append(CultureInfo.InvariantCulture, $"{organization.Domain}-{coach + 1},{first} {last},{first.ToLowerInvariant()}.{last.ToLowerInvariant()}@{organization.Domain}.example,{organization.Name},")
                    .Append(string.Join(';', needs))
                    .Append(CultureInfo.InvariantCulture, $",{organization.States},{organization.Levels},{organization.Languages},{organization.Locales},{organization.Zone},{2 + (person % 4)},yes\r\n");
            }
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
