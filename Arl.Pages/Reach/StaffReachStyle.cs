namespace Arl.Pages.Reach;

/// <summary>What the staff's page of the reach needs beyond that of the public: a form in one line, tables side by side where there is room.</summary>
internal static class StaffReachStyle
{
    public const string Css = """
        .days{display:grid;gap:0 1rem;align-items:end;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));margin:0 0 1rem}.days label{margin-top:.5rem}.days button{margin:.75rem 0 0}
        .parts{display:grid;gap:0 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr))}.parted{min-width:0}h3{font-size:1.0625rem;margin:1rem 0 0}
        .numbers tbody th,.numbers tfoot th{font-weight:400}.numbers tfoot th,.numbers tfoot td{font-weight:700}.numbers .number{font-variant-numeric:tabular-nums;white-space:nowrap}.numbers details.counted{font-size:1rem}.numbers details.counted summary{padding:0}.numbers details.counted p{max-width:24rem;font-size:.9375rem;color:var(--quiet);margin:.25rem 0}
        .links li{margin:.375rem 0}
        """;
}
