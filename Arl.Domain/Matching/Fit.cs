using System.Runtime.InteropServices;

namespace Arl.Domain.Matching;

/// <summary>
/// How well a coach fits a request, 0–100, as the sum of named parts (<see cref="FitWeights"/> says what each is worth at most).
/// Kept in hundredths of a point: a tie is a tie, and a sum is exact.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Fit
{
    /// <summary>The most a fit can be, in hundredths of a point.</summary>
    internal const int Whole = 10_000;

    internal Fit(int needs, int locale, int continuity, int timeZone, int coachRoom, int organizationRoom)
    {
        NeedsCents = needs;
        LocaleCents = locale;
        ContinuityCents = continuity;
        TimeZoneCents = timeZone;
        CoachRoomCents = coachRoom;
        OrganizationRoomCents = organizationRoom;
    }

    internal int NeedsCents { get; }

    internal int LocaleCents { get; }

    internal int ContinuityCents { get; }

    internal int TimeZoneCents { get; }

    internal int CoachRoomCents { get; init; }

    internal int OrganizationRoomCents { get; init; }

    public double Needs => NeedsCents / 100.0;

    public double Locale => LocaleCents / 100.0;

    public double Continuity => ContinuityCents / 100.0;

    public double TimeZone => TimeZoneCents / 100.0;

    public double CoachRoom => CoachRoomCents / 100.0;

    public double OrganizationRoom => OrganizationRoomCents / 100.0;

    /// <summary>0–100, to two decimals.</summary>
    public double Score => Cents / 100.0;

    internal int Cents => NeedsCents + LocaleCents + ContinuityCents + TimeZoneCents + CoachRoomCents + OrganizationRoomCents;

    /// <param name="share">Of the weight, 0–1.</param>
    internal static int InCents(double weight, double share) => (int)((weight * share * 100) + 0.5);
}
