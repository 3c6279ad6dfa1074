// Makes what the pages load out of the US Web Design System (npm @uswds/uswds) and our own arl.css:
//   node Arl.Pages/Layout/design.mjs           writes Assets/site.css, the fonts, the type-ahead script, and ALTCHA's widget, which pages load under attack alone
//   node Arl.Pages/Layout/design.mjs --check   fails where they are not what it would write
// The compiled style sheet of the design system has 515 KB; this keeps the components that our pages use, whole, and makes its colors variables, so that dark pages redefine them in one place.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postcss from 'postcss';
import subsetFont from 'subset-font';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '../../node_modules');
const uswds = join(modules, '@uswds/uswds/dist');

const kept = [
    'alert', 'breadcrumb', 'button', 'button-group', 'card', 'card-group', 'checkbox', 'collection', 'display', 'error-message', 'fieldset', 'file-input', 'focus', 'footer', 'form', 'form-group', 'header', 'hint', 'input',
    'input-list', 'intro', 'label', 'legend', 'link', 'list', 'pagination', 'process-list', 'radio', 'search', 'section', 'select', 'sidenav', 'skipnav', 'sr-only', 'step-indicator', 'summary-box', 'table', 'table-container', 'tag', 'textarea',
];
const dropped = /usa-(nav|footer--big|footer__social|footer__nav|footer__primary|footer__secondary|footer__logo|footer__contact|header--extended|header--basic-mega|alert--emergency|alert--no-icon|button--accent|button--unstyled.*disabled|button--big|card--media|card--flag|search--big|search--small|table--compact|table-.*stacked|step-indicator--counters|collection__calendar|collection__img)|usa-dark-background|usa-icon|usa-prose|usa-js|data-sort|--inverse|--base|--accent|\.grid-|is-visible|\[class\*=\"?(grid|font)/ ;

const colors = {
    '#1b1b1b': 'ink', '#fff': 'paper', '#ffffff': 'paper', '#005ea2': 'brand', '#0b4778': 'brand-dark', '#1a4480': 'brand-dark', '#162e51': 'brand-darker', '#112f4e': 'brand-darker', '#54278f': 'visited', '#71767a': 'quiet-line', '#757575': 'quiet-line', '#565c65': 'quiet', '#5c5c5c': 'quiet', '#454545': 'quiet-dark',
    '#3d4551': 'quiet-dark', '#2d2e2f': 'quiet-darker', '#a9aeb1': 'line', '#adadad': 'line', '#919191': 'line', '#c6cace': 'line', '#c9c9c9': 'line-soft', '#dfe1e2': 'line-soft', '#dcdee0': 'line-soft', '#e6e6e6': 'soft', '#edeff0': 'soft', '#f0f0f0': 'soft', '#f7f7f7': 'soft',
    '#2491ff': 'focus', '#b50909': 'bad', '#d54309': 'bad-line', '#d63e04': 'bad-line', '#8b0a03': 'bad', '#6f3331': 'bad', '#f4e3db': 'bad-soft', '#faf3d1': 'note', '#ffbe2e': 'note-line', '#e7f6f8': 'info', '#00bde3': 'info-line', '#ecf3ec': 'good', '#00a91c': 'good-line', '#e8f5ff': 'info', '#d9e8f6': 'brand-soft', '#73b3e7': 'brand-line',
};

/** The address of a picture in the design system, as a data: address; icons are small, and a file each would be a request each. */
function inlined(url) {
    const file = join(uswds, url.replace(/^\.\.\//, ''));
    return file.endsWith('.svg') ? `"data:image/svg+xml,${readFileSync(file, 'utf8').replace(/\s*\n\s*/g, ' ').replace(/"/g, "'").replace(/[#%<>{}]/g, c => '%' + c.charCodeAt(0).toString(16))}"` : null;
}

function isKept(selector) {
    if (dropped.test(selector)) return false;
    const classes = [...selector.matchAll(/\.([\w-]+)/g)].map(match => match[1]);
    return classes.every(name => kept.some(component => new RegExp(`^usa-${component}(--|__|$)`).test(name)));
}

function style() {
    const root = postcss.parse(readFileSync(join(uswds, 'css/uswds.min.css'), 'utf8'));
    root.walkComments(comment => comment.remove());
    root.walkAtRules('font-face', face => face.remove());
    root.walkAtRules(/keyframes$/, frames => frames.remove());
    root.walkRules(rule => {
        rule.selectors = rule.selectors.filter(isKept);
        if (rule.selectors.length === 0 || rule.selector === '') rule.remove();
    });
    root.walkDecls(declaration => {
        let value = declaration.value.replace(/#[0-9a-f]{3,8}\b/gi, color => colors[color.toLowerCase()] ? `var(--${colors[color.toLowerCase()]})` : color);
        value = value.replace(/url\((['"]?)(\.\.\/[^'")]+)\1\)/g, (all, _, url) => { const data = inlined(url); return data ? `url(${data})` : 'none'; });
        if (/url\(['"]?\.\./.test(value) || /^animation|^-webkit-animation/.test(declaration.prop)) return void declaration.remove();
        declaration.value = value.replace(/Source Sans Pro Web|Merriweather Web/g, 'Source Sans Pro').replace(/Source Sans Pro,\s*Georgia,\s*Cambria,\s*Times New Roman,\s*Times,\s*serif/g, 'Source Sans Pro,Helvetica Neue,Helvetica,Roboto,Arial,sans-serif');
    });
    root.walkRules(rule => { if (rule.nodes.length === 0) rule.remove(); });
    for (let again = true; again;) {
        again = false;
        root.walkAtRules(at => { if (at.nodes && at.nodes.length === 0) { at.remove(); again = true; } });
    }
    const own = postcss.parse(readFileSync(join(here, 'arl.css'), 'utf8'));
    own.walkComments(comment => comment.remove());
    return `/* US Web Design System 3.14.0 (public domain, designsystem.digital.gov), parts of it; after it our own rules. Made by design.mjs. */\n${tight(root)}\n${tight(own)}\n`;
}

function tight(root) {
    root.walk(node => { node.raws = { ...node.raws, before: '', after: '', between: node.type === 'decl' ? ':' : node.type === 'atrule' ? '' : '', afterName: ' ', semicolon: false }; });
    return root.toString();
}

/** Basic Latin, the letters of Latin-1 (Spanish is among them) and the signs that our texts use. */
const letters = [...Array(0x7f - 0x20).keys()].map(i => i + 0x20).concat([0xa1, 0xab, 0xb7, 0xba, 0xbb, 0xbf], [...Array(0x40).keys()].map(i => i + 0xc0), [0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026, 0x2212, 0x2190])
    .map(code => String.fromCodePoint(code)).join('');

const font = weight => subsetFont(readFileSync(join(uswds, `fonts/source-sans-pro/sourcesanspro-${weight}-webfont.ttf`)), letters, { targetFormat: 'woff2' });

const made = {
    'site.css': Buffer.from(style()),
    'source-sans-400.woff2': await font('regular'),
    'source-sans-700.woff2': await font('bold'),
    'altcha.js': readFileSync(join(modules, 'altcha/dist/external/altcha.min.js')),
    'altcha-pbkdf2.js': readFileSync(join(modules, 'altcha/dist/workers/pbkdf2.js')),
    'accessible-autocomplete.js': Buffer.from(readFileSync(join(modules, 'accessible-autocomplete/dist/accessible-autocomplete.min.js'), 'utf8').replace(/\n\/\/# sourceMappingURL=.*/, '\n')),
};
let stale = 0;
for (const [name, bytes] of Object.entries(made)) {
    const path = join(here, 'Assets', name);
    if (!process.argv.includes('--check')) writeFileSync(path, bytes);
    else if (!readFileSync(path).equals(bytes)) { console.error(`${name} is not what design.mjs makes: run node Arl.Pages/Layout/design.mjs`); stale++; }
}
process.exit(stale === 0 ? 0 : 1);
