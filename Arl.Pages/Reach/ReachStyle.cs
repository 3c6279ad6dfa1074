namespace Arl.Pages.Reach;

/// <summary>What the reach page needs beyond the common style: figures, map, bars, curve. States differ in lightness, in outline and in hatching, never in hue alone.</summary>
internal static class ReachStyle
{
    public const string Css = """
        .figures{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,9rem),1fr));margin:1rem 0;padding:0}
        @media (min-width:48rem){.figures{grid-template-columns:repeat(auto-fill,minmax(13rem,1fr))}}
        .figures>div{background:var(--soft);border-radius:.25rem;padding:.75rem 1rem}
        .figures dt{color:var(--quiet)}.figures dd{margin:0}.figures .big{font-size:1.75rem;line-height:1.25;font-weight:700;font-variant-numeric:tabular-nums}
        details.counted{font-size:.9375rem}details.counted summary{padding:.375rem 0;color:var(--brand)}details.counted p{margin:0 0 .5rem}
        .map{width:100%;height:auto;display:block}.map path,.key svg rect,.beside svg rect{stroke:var(--paper);stroke-width:.75;fill:var(--soft)}
        .map .unserved,.key .unserved,.beside .unserved{fill:var(--soft);stroke:var(--line)}
        .map .step0,.key .step0,.beside .step0{fill:url(#hatch);stroke:var(--brand)}.map .step1,.key .step1,.beside .step1{fill:var(--step1)}.map .step2,.key .step2,.beside .step2{fill:var(--step2)}.map .step3,.key .step3,.beside .step3{fill:var(--step3)}
        .hatch{stroke:var(--brand);stroke-width:2}.map path:focus{outline:none;stroke:var(--ink);stroke-width:3}.map path[tabindex]:hover{stroke:var(--ink);stroke-width:2}
        :root{--step1:#5f9fcb;--step2:#1f77b4;--step3:#00416f;--other:#71767a}
        @media (prefers-color-scheme:dark){:root{--step1:#4b7ea6;--step2:#73b3e7;--step3:#d4e9fb;--other:#8d9297}}
        .key,.beside{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;margin:.5rem 0;font-size:.9375rem}.key li,.beside li{display:flex;align-items:center;gap:.375rem}.key svg,.beside svg{flex:none;width:1.25rem;height:1.25rem}
        .bars th[scope=row]{width:7rem;font-weight:600}.bars .bar{display:block;height:.875rem;border-radius:.125rem;background:var(--step2);min-width:1px}.bars .nation .bar{background:var(--other)}
        .bars .pair{display:grid;gap:.125rem .5rem;align-items:center;margin-bottom:.25rem}.bars .track{display:block}
        @media (min-width:40rem){.bars .pair{grid-template-columns:minmax(0,1fr) 12rem}}@media (max-width:40rem){.bars .track{order:2}}.bars .nation{color:var(--quiet);font-size:.9375rem}
        .growth{display:grid;grid-template-columns:1fr;gap:.25rem;margin:0}.growth svg{width:100%;height:12rem;border-left:1px solid var(--quiet);border-bottom:1px solid var(--quiet);overflow:visible}.growth .line{fill:none;stroke:var(--step2);stroke-width:3;vector-effect:non-scaling-stroke}.growth .area{fill:var(--step2);fill-opacity:.15}
        .growth .ends{display:flex;justify-content:space-between;gap:1rem;color:var(--quiet);font-size:.9375rem}
        .embedcode{display:block;overflow-x:auto;background:var(--soft);padding:.75rem 1rem;border-radius:.25rem;white-space:pre-wrap;overflow-wrap:anywhere}
        body.embed{font-size:1rem}.embed main{max-width:none;padding:.75rem 1rem}.embed h1{font-size:1.25rem;margin:0 0 .25rem}.embed .figures{grid-template-columns:repeat(auto-fill,minmax(min(100%,8rem),1fr));gap:.5rem}.embed .figures .big{font-size:1.25rem}
        @media (max-width:24rem){.scroll th,.scroll td{padding:.25rem;font-size:.875rem}}
        @media print{.map,.bars .bar,.key svg,.beside svg,.growth svg,.figures>div{print-color-adjust:exact;-webkit-print-color-adjust:exact}section{break-inside:avoid}.noprint{display:none}}
        """;
}
