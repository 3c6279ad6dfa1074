using Arl.Functions.Storage;
using Azure;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary>Queue <c>staff-alerts</c>: raises an alert that another aggregate owes, then ends that work. Runs again harmlessly: an id is raised once.</summary>
public sealed class RaiseStaffAlert(QueueWork work, StaffAlerts alerts, ArlStorage storage)
{
    [Function(nameof(RaiseStaffAlert))]
    public Task Run([QueueTrigger(QueueNames.StaffAlerts)] StaffAlertDue due, CancellationToken cancel) => work.Run(QueueNames.StaffAlerts, due, async () =>
    {
        if (!TableNames.All.Contains(due.Table) || !TableKey.IsOne(due.Partition) || !TableKey.IsOne(OutboxMessage.Prefix + due.Work))
            throw new InvalidDataException("The message names no work that could owe an alert."); // Before anything is written.
        await alerts.Owe(due.Alert, cancel);
        await storage.Table(due.Table).DeleteEntityAsync(due.Partition, OutboxMessage.Prefix + due.Work, ETag.All, cancel);
    });
}
