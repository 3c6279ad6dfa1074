namespace Arl.Domain.Reach;

/// <summary>An organization's places: how many its active coaches have, and how many of these are free.</summary>
public sealed record OrganizationPlaces(string Organization, int Free, int Capacity);
