namespace Arl.Pages.Reach;

/// <summary>What the staff's page of the reach needs beyond that of the public: a form in one line, tables side by side where there is room.</summary>
internal static class StaffReachStyle
{
    public const string Css = """
        .days{display:grid;gap:0 1rem;align-items:end;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));margin:0 0 1rem}.days label{margin-top:.5rem}.days button{margin:.75rem 0 0}
        .parts{display:grid;gap:0 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr))}.parted{min-width:0;max-width:40rem}.numbers{max-width:40rem}.parts .numbers{font-size:.875rem}.numbers th,.numbers td{padding:.375rem .25rem}.numbers thead th{white-space:nowrap}.numbers thead th:first-child{width:100%;min-width:6.5rem}.onpage{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:0}.onpage a{display:inline-block;padding:.25rem 0}h3{font-size:1.0625rem;margin:1rem 0 0}
        .numbers tbody th,.numbers tfoot th{font-weight:400}.numbers tfoot th,.numbers tfoot td{font-weight:700}.numbers .number{font-variant-numeric:tabular-nums}.numbers details.counted{font-size:1rem}.numbers details.counted summary{padding:0}.numbers details.counted p{max-width:24rem;font-size:.9375rem;color:var(--quiet);margin:.25rem 0}
        @media (max-width:30rem){.numbers,.numbers details.counted{font-size:.875rem}}
        .links li{margin:.375rem 0}
        """;
}
