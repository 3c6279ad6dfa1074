namespace Arl.Functions.Storage;

/// <summary>Every table, as in docs/tables.md and infra.</summary>
public static class TableNames
{
    public const string Requests = "Requests";
    public const string Coaches = "Coaches";
    public const string Reach = "Reach";
    public const string ReachReports = "ReachReports";
    public const string Imports = "Imports";
    public const string StaffAlerts = "StaffAlerts";
    public const string Suppressions = "Suppressions";
    public const string QueueFailures = "QueueFailures";
    public const string MailEvents = "MailEvents";
    public const string RequestLimits = "RequestLimits";
    public const string StaffSessions = "StaffSessions";
    public const string StaffReads = "StaffReads";
    public const string LearningCalls = "LearningCalls";
    public const string Resources = "Resources";

    public static IReadOnlyList<string> All { get; } =
    [
        Requests,
        Coaches,
        Reach,
        ReachReports,
        Imports,
        StaffAlerts,
        Suppressions,
        QueueFailures,
        MailEvents,
        RequestLimits,
        StaffSessions,
        StaffReads,
        LearningCalls,
        Resources,
    ];
}

/// <summary>Every queue. Messages are base64 JSON of at most 64 KB and carry ids only (an alert's carries its words, which name nobody).</summary>
public static class QueueNames
{
    public const string MatchRequests = "match-requests";
    public const string PlanWaiting = "plan-waiting";
    public const string FreePlaces = "free-places";
    public const string OutgoingEmail = "outgoing-email";
    public const string CountReach = "count-reach";
    public const string PublishReach = "publish-reach";
    public const string ApplyImports = "apply-imports";
    public const string StaffAlerts = "staff-alerts";

    /// <summary>Where the host puts what failed too often.</summary>
    public static string Poison(string queue) => queue + "-poison";

    public static IReadOnlyList<string> All { get; } =
    [
        MatchRequests,
        PlanWaiting,
        FreePlaces,
        OutgoingEmail,
        CountReach,
        PublishReach,
        ApplyImports,
        StaffAlerts,
    ];
}

/// <summary>Every blob container.</summary>
public static class ContainerNames
{
    public const string Schools = "schools";
    public const string Imports = "imports";
    public const string MailAttachments = "mail-attachments";
    public const string Resources = "resources";

    public static IReadOnlyList<string> All { get; } = [Schools, Imports, MailAttachments, Resources];
}
