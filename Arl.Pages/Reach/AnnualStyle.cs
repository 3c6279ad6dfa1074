namespace Arl.Pages.Reach;

/// <summary>One sheet of letter paper, on the screen as in print: black on white in any color scheme, for it is a document.</summary>
internal static class AnnualStyle
{
    public const string Css = """
        @page{size:letter portrait;margin:12mm}
        :root{--ink:#1b1b1b;--paper:#fff;--quiet:#565c65;--line:#a9aeb1;--brand:#005ea2;--soft:#f0f4f8;--step1:#5f9fcb;--step2:#1f77b4;--step3:#00416f;--other:#71767a;color-scheme:light}
        *{box-sizing:border-box}
        body{margin:0;background:#d6d9dc;color:var(--ink);font:10pt/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
        .noprint{padding:.75rem 1rem;background:#fff}.noprint p{margin:0}.noprint a{color:var(--brand)}
        .sheet{background:#fff;max-width:215.9mm;margin:1rem auto;padding:12mm}
        .sheet header{border-bottom:2pt solid var(--brand);padding-bottom:3mm;margin-bottom:4mm}.network{margin:0;color:var(--brand);font-weight:700}.what{margin:1mm 0 0;color:var(--quiet)}
        h1{font-size:20pt;line-height:1.15;margin:1mm 0 0}h2{font-size:11pt;margin:0 0 1.5mm}
        .numbers{display:grid;grid-template-columns:1fr 1fr;gap:4mm;margin-bottom:5mm}.numbers>div{background:var(--soft);padding:3mm 4mm;border-radius:1mm}
        .numbers .counts{grid-column:1/-1}.numbers p{margin:0}.numbers dl{display:grid;grid-template-columns:1fr 1fr;gap:2mm;margin:0}.numbers .counts dl{grid-template-columns:repeat(auto-fit,minmax(30mm,1fr))}.numbers dl div{display:flex;flex-direction:column}.numbers dd{margin:0;font-size:15pt;line-height:1.15;font-weight:700;font-variant-numeric:tabular-nums}.numbers dt{color:var(--quiet)}
        .columns{display:grid;grid-template-columns:1.15fr 1fr;gap:7mm}.columns section{min-width:0}.columns h2:not(:first-child){margin-top:5mm}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:1mm 0;border-bottom:.5pt solid var(--line);font-weight:400;vertical-align:top}.work td{text-align:right;padding-left:2mm;font-weight:700;white-space:nowrap}
        .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}.bars th[scope=row]{width:21mm}.bars .pair{grid-template-columns:minmax(0,1fr) 35mm;font-size:9pt}.bars .track{order:0}.key,.beside,.bars .nation,.hint{font-size:8.5pt}
        footer{margin-top:5mm;border-top:.5pt solid var(--line);color:var(--quiet);font-size:8.5pt}footer p{margin:2mm 0 0}
        @media screen and (max-width:46rem){.sheet{padding:1rem;margin:0}.numbers,.columns{grid-template-columns:1fr}}
        @media print{.noprint{display:none}body{background:#fff}.sheet{max-width:none;margin:0;padding:0}.numbers>div{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}
