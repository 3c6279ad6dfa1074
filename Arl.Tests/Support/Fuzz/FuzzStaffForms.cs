namespace Arl.Tests.Support.Fuzz;

/// <summary>What the forms of the staff send, and their DELETEs: with the token that is right, so that the rest is read.</summary>
internal static class FuzzStaffForms
{
    private static readonly (string Name, string Value)[] s_act = [("key", "0123456789abcdef"), ("seen", "1"), ("why", "The school called.")];

    public static FuzzCase Draw(FuzzWorld world, FuzzChance chance)
    {
        var reference = chance.Of(world.Samples.References).ToString();
        if (chance.OneIn(12))
            return new FuzzCase.Http(new("DELETE", $"/api/staff/{chance.Of(["coaches", "served"])}/{FuzzFields.Segment(FuzzText.Worse("0123456789abcdef0123456789abcdef", chance))}"));
        if (chance.OneIn(20))
            return new FuzzCase.Http(new("POST", "/api/staff/reach-report") { ContentType = FuzzFields.Type("application/json", chance), Headers = [("Idempotency-Key", FuzzText.Header(FuzzText.Worse("monday", chance)))] });
        var (path, fields) = chance.Of(Forms(world, chance, chance.OneIn(10) ? FuzzFields.Segment(FuzzText.Worse(reference, chance)) : reference, reference));
        return new FuzzCase.Http(new("POST", path) { ContentType = FuzzFields.Type("application/x-www-form-urlencoded", chance), Body = FuzzFields.Form([world.Samples.StaffField, .. fields], chance) });
    }

    private static IReadOnlyList<(string Path, IReadOnlyList<(string Name, string Value)> Fields)> Forms(FuzzWorld world, FuzzChance chance, string at, string reference)
    {
        var seen = world.Samples.Events[reference].ToString(System.Globalization.CultureInfo.InvariantCulture); // Else a page has changed, and nothing more is looked at.
        IReadOnlyList<(string, string)> Act(params (string, string)[] fields) => [.. s_act.Select(field => field.Name == "seen" ? ("seen", seen) : field), .. fields];
        var other = chance.Of(world.Samples.References).ToString();
        return
        [
            ($"/staff/requests/{at}/confirm", Act()),
            ($"/staff/requests/{at}/pause", Act(("until", "2027-01-04"))),
            ($"/staff/requests/{at}/resume", Act()),
            ($"/staff/requests/{at}/merge", Act(("into", other), ("other", other), ("with", other))),
            ($"/staff/requests/{at}/contact", Act(("contact.name", "Ana Lucero"), ("contact.role", "Principal"), ("contact.email", "new@mesaschools.example"), ("contact.phone", ""), ("contact.language", "es"))),
            ($"/staff/requests/{at}/reassign", Act(("coach", chance.Of(["jo-reyes", "ed-park", "best", "a/b", "a\u0001"])))),
            ($"/staff/requests/{at}/resend", Act(("to", chance.Of(["school", "coach", "both"])))),
            ("/staff/requests/new", world.Samples.Form(chance.Of(["send", "find", "schools", ""]))),
            ("/staff/requests/search", [("q", chance.Of([reference, "ana lucero", "mesa", "x"])), ("state", "Waiting"), ("sort", "oldest"), ("from", "2026-11-01"), ("to", "2026-11-30"), ("us", "NM"), ("after", ""), ("trail", "")]),
            ("/staff/coaches/jo-reyes/edit",
            [
                ("version", "0"), ("name", "Jo Reyes"), ("email", "jo@partners.example"), ("organization", "Learning Partners"), ("needs", "literacy"), ("needs", "attendance"), ("states", "NM;AZ"), ("levels", "high"), ("languages", "en;es"), ("locales", "rural"), ("time_zone", "America/Denver"), ("capacity", "3"),
                ("active", "yes"), ("not_own_domain", "no"), ("booking_url", "https://book.example/jo"), ("why", "She asked for it."),
            ]),
            ($"/staff/coaches/{FuzzFields.Segment(FuzzText.Worse("jo-reyes", chance))}/pause", [("until", "2027-01-04"), ("why", "On leave.")]),
            ("/staff/coaches/ed-park/pause", [("do", chance.Of(["resume", "pause"])), ("until", "2027-01-04"), ("why", "On leave.")]),
            ("/staff/poison", [("do", chance.Of(["retry", "drop", "resume"])), ("queue", chance.Of(["match-requests", "outgoing-email", "plan-waiting"])), ("key", "0123456789abcdef0123456789abcdef"), ("table", "Requests"), ("partition", "0"), ("row", "outbox_x")]),
            ("/staff/alerts", [("id", "fuzz-" + reference)]),
            ("/staff/waiting", []),
            ("/staff/imports", [("kind", chance.Of(["coaches", "served"])), ("id", "0123456789abcdef0123456789abcdef")]),
            ("/staff/imports/load", [("kind", chance.Of(["coaches", "served"])), ("id", "0123456789abcdef0123456789abcdef")]),
            ("/staff/reach/check", [("do", chance.Of(["check", "repair"]))]),
            ("/staff/reach/reports", [("key", "0123456789abcdef"), ("do", "send")]),
        ];
    }
}
