namespace Arl.Pages.Layout;

/// <summary>The plain style of the first pages: readable from 320 px, light and dark, contrast of at least 4.5 to 1.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root{--ink:#1b1b1b;--paper:#fff;--quiet:#565c65;--line:#a9aeb1;--brand:#005ea2;--brand-ink:#fff;--soft:#f0f4f8;--bad:#b50909;--note:#faf3d1;--note-ink:#3d2f00}
        @media (prefers-color-scheme:dark){:root{--ink:#f0f0f0;--paper:#15191e;--quiet:#b9c0c7;--line:#71767a;--brand:#73b3e7;--brand-ink:#0b1f33;--soft:#1f262d;--bad:#ff8d7b;--note:#3d3200;--note-ink:#fbeeb5}}
        *{box-sizing:border-box}
        body{margin:0;font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;color:var(--ink);background:var(--paper)}
        header,main,footer{max-width:44rem;overflow-wrap:anywhere;margin:0 auto;padding:0 1rem}
        .wide>header,.wide>main,.wide>footer{max-width:62rem}header{padding-top:1rem;border-bottom:1px solid var(--line);margin-bottom:1.5rem}
        .brand{margin:0 0 .75rem;font-weight:700}.brand a{color:inherit;text-decoration:none}.brand span{font-weight:400}
        footer{color:var(--quiet);border-top:1px solid var(--line);margin-top:3rem;padding-bottom:2rem}
        h1{font-size:1.75rem;line-height:1.2;margin:0 0 .75rem}h2{font-size:1.25rem;margin:2rem 0 .5rem}
        a{color:var(--brand)}a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible,.errors:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
        .skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
        .developer,.sample{margin:0;padding:.5rem 1rem;background:var(--note);color:var(--note-ink);text-align:center;font-size:.9375rem}
        fieldset{border:0;margin:2rem 0 0;padding:0;min-width:0}legend{display:block;width:100%;border-top:1px solid var(--line);padding:1rem 0 0;font-size:1.25rem;font-weight:700}
        label,.label{display:block;font-weight:600;margin:1rem 0 .25rem}.optional{font-weight:400;color:var(--quiet)}.hint{color:var(--quiet);margin:.125rem 0 .375rem;font-size:.9375rem}
        input[type=text],input[type=email],input[type=tel],input[type=date],input[type=search],select,textarea{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:.25rem;padding:.625rem .75rem;min-height:2.75rem}
        textarea{min-height:9rem;resize:vertical}
        .choices{display:grid;gap:.5rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));margin:.5rem 0}.choices.short{grid-template-columns:repeat(auto-fill,minmax(min(100%,9.5rem),1fr))}.choices .choice{margin:0}
        .act{border:1px solid var(--line);border-radius:.25rem;margin:.5rem 0;padding:0 1rem}.act[open]{padding-bottom:.75rem}.act>summary{font-weight:600}.act>summary .hint{display:block;font-weight:400;margin:0}.act fieldset{margin:.5rem 0 0}.act legend{border-top:0;padding:0;font-size:1.0625rem}
        textarea.short{min-height:4.5rem}.overruled{font-weight:600}.note,.done{background:var(--note);color:var(--note-ink);padding:.625rem .75rem;border-radius:.25rem}.done{background:var(--soft);color:inherit;border-left:.375rem solid var(--brand)}.why{display:block;margin:.125rem 0 .25rem;padding-left:.75rem;border-left:3px solid var(--line);white-space:pre-line}
        summary{cursor:pointer;padding:.625rem 0}
        .choice{display:flex;gap:.75rem;align-items:flex-start;margin:.5rem 0;padding:.625rem .75rem;border:1px solid var(--line);border-radius:.25rem}
        .choice label{margin:0;font-weight:400;flex:1}.choice input{flex:none;width:1.375rem;height:1.375rem;margin:.125rem 0 0;accent-color:var(--brand)}.choice small{display:block;color:var(--quiet)}
        button{font:inherit;font-weight:600;min-height:2.75rem;padding:.625rem 1.25rem;border-radius:.25rem;border:2px solid var(--brand);background:var(--brand);color:var(--brand-ink);cursor:pointer;margin:.5rem 0}
        button.plain{background:transparent;color:var(--brand)}
        .errors{border:3px solid var(--bad);padding:.75rem 1rem;margin:0 0 1.5rem}.errors h2{margin-top:0}.errors a,.wrong{color:var(--bad)}.wrong{font-weight:600;margin:.25rem 0}.wrong p{margin:0}
        .facts{background:var(--soft);padding:.75rem 1rem;border-radius:.25rem}.facts dt{font-weight:600}.facts dd{margin:0 0 .5rem}.facts.counts{display:grid;grid-template-columns:1fr auto;gap:.25rem 1rem;max-width:28rem}.facts.counts dt{font-weight:400}.facts.counts dd{margin:0;font-weight:700;text-align:right}
        .reference{font-size:1.25rem;font-weight:700;letter-spacing:.03em;white-space:nowrap}h1 .reference{display:block;margin-top:.25rem}
        .said{background:var(--soft);border-left:4px solid var(--brand);padding:.625rem 1rem;margin:0 0 1rem}blockquote{margin:.5rem 0;padding:.25rem 0 .25rem 1rem;border-left:4px solid var(--line);white-space:pre-line}
        form>input+button,form>.hint+button{margin-top:1.25rem}.buttons{display:flex;flex-wrap:wrap;gap:0 .75rem}details.act{border:1px solid var(--line);border-radius:.25rem;padding:0 1rem;margin:.5rem 0}details.act[open]{padding-bottom:.5rem}details.act summary{font-weight:600;color:var(--brand)}
        @media (max-width:30rem){.buttons button,details.act button{width:100%}}
        ol.steps{padding-left:1.25rem}ol.steps li{margin:.375rem 0}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.375rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:normal}td a{white-space:nowrap}td.words{min-width:18rem}td.moment{white-space:nowrap}td.number,th.number{text-align:right}
        .unseen{position:absolute;width:1px;height:1px;min-height:0;margin:-1px;padding:0;border:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .staff-nav{max-width:62rem;margin:-1rem auto 1.25rem;padding:0 1rem}.staff-nav ul{display:flex;flex-wrap:wrap;gap:0 .25rem;list-style:none;margin:0;padding:0 0 .25rem;border-bottom:1px solid var(--line)}.staff-nav a{display:block;padding:.5rem;text-decoration:none;border-bottom:4px solid transparent;font-size:.9375rem}.staff-nav a:hover{text-decoration:underline}.staff-nav a[aria-current]{color:inherit;font-weight:700;border-bottom-color:var(--brand)}
        .finder-words{display:grid;grid-template-columns:1fr auto;gap:0 .75rem;align-items:end;max-width:44rem}.finder-words button{margin:0}.finder-fields{display:grid;gap:0 1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr));align-items:end}.finder-fields .usa-checkbox{display:flex;gap:.5rem;align-items:center;padding:.75rem 0}.finder-fields .usa-checkbox label{margin:0}.pages{display:flex;flex-wrap:wrap;gap:.5rem 1rem;margin:1rem 0}.pages form{margin:0}.usa-tag{background:var(--note);color:var(--note-ink);padding:.0625rem .5rem;border-radius:.125rem;font-size:.875rem;white-space:nowrap}
        @media print{.staff-nav,.skip,.developer,button,footer{display:none}}
        """;
}
