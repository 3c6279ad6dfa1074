// The form is whole without this. With it: schools are listed as one types, a draft stays on this device until the request is sent, and nothing is sent into a lost network.
const form = document.getElementById('ask');
const draftKey = 'arl-draft';
const draftDays = 7;

if (form?.dataset.autocomplete) {
    ask(form);
} else if (form) {
    form.addEventListener('submit', event => { if (event.submitter?.value !== 'change') mark(); });
} else {
    sent();
}

// ---- the page of answers, and the page that says the request was sent: the draft that was sent is forgotten, and no other

function mark() {
    const draft = read();
    if (draft) write({ ...draft, sent: true });
}

function sent() {
    if (read()?.sent) forget();
    const address = new URL(location.href);
    address.searchParams.delete('sent');
    history.replaceState(null, '', address); // Opened again, the page does not thank again.
}

function ask(form) {
    const find = document.getElementById('search');
    const notKept = new Set(['key', 'searched', 'language', 'do', ...[...form.querySelectorAll('[data-not-kept]')].map(field => field.name)]);

    if (form.dataset.fresh || isOlderThan(read())) restore();
    form.addEventListener('input', keep);
    form.addEventListener('change', keep);
    form.addEventListener('submit', event => {
        keep();
        if (navigator.onLine === false) {
            event.preventDefault();
            say(form.dataset.offline, 'warning');
        }
    });
    needs();
    typed();
    typeAhead();

    // ---- the draft

    function keep() {
        const fields = [...new FormData(form)].filter(([name, value]) => !notKept.has(name) && typeof value === 'string' && value !== '');
        if (fields.length === 0) forget();
        else write({ at: Date.now(), key: form.elements.key.value, fields, place: said(form.querySelector('#found input:checked')), schools: [...form.querySelectorAll('[name=schoolIds]:checked')].map(said) });
    }

    /** The same form, shown again by a reload or by going back: what was typed since is in the draft alone. */
    function isOlderThan(draft) {
        return draft?.key === form.elements.key.value && performance.getEntriesByType('navigation')[0]?.type !== 'navigate';
    }

    function restore() {
        const draft = read();
        if (!draft) return;
        for (const field of form.querySelectorAll('input, select, textarea')) {
            if (field.type === 'hidden' || notKept.has(field.name)) continue;
            if (field.type === 'checkbox' || field.type === 'radio') field.checked = false;
            else field.value = '';
        }
        if (draft.place) choose(draft.place);
        if (draft.schools?.length > 0 && !document.getElementById('district-schools')) chooseSchools(draft.schools);
        for (const [name, value] of draft.fields) {
            for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
                if (field.type === 'checkbox' || field.type === 'radio') field.checked ||= field.value === value;
                else field.value = value;
            }
        }
        for (const details of form.querySelectorAll('details'))
            details.open ||= [...details.querySelectorAll('input, select')].some(field => (field.type === 'checkbox' ? field.checked : field.value !== ''));
        const again = document.createElement('button');
        Object.assign(again, { type: 'button', className: 'usa-button usa-button--outline', textContent: form.dataset.clear });
        again.addEventListener('click', () => { forget(); location.assign(location.pathname + location.search); });
        if (form.dataset.fresh) say(form.dataset.kept, 'info', again);
    }

    // ---- what is said above the form

    function say(words, kind, more) {
        document.getElementById('said')?.remove();
        const alert = document.createElement('div');
        Object.assign(alert, { id: 'said', className: `usa-alert usa-alert--${kind} usa-alert--slim` });
        alert.setAttribute('role', 'status');
        const body = alert.appendChild(Object.assign(document.createElement('div'), { className: 'usa-alert__body' }));
        body.append(Object.assign(document.createElement('p'), { className: 'usa-alert__text', textContent: words }), ...(more ? [more] : []));
        form.before(alert);
        if (kind === 'warning') alert.scrollIntoView({ block: 'center' });
    }

    // ---- needs: which of those chosen matters most is asked when there are two

    function needs() {
        const first = document.getElementById('first');
        const select = document.getElementById('firstNeed');
        const all = [...select.options];
        const show = () => {
            const chosen = new Set([...form.querySelectorAll('[name=needs]:checked')].map(box => box.value));
            for (const option of all) option.hidden = option.disabled = option.value !== '' && !chosen.has(option.value);
            if (select.value !== '' && !chosen.has(select.value)) select.value = '';
            first.hidden = chosen.size < 2;
        };
        document.getElementById('needs').addEventListener('change', show);
        show();
    }

    // ---- a school that isn't listed opens its fields

    function typed() {
        const radio = document.getElementById('place-typed');
        const details = document.getElementById('typed');
        form.addEventListener('change', event => {
            if (event.target.name !== 'place') return;
            details.open = radio.checked;
            document.getElementById('schools-button').hidden = !event.target.value.startsWith('district:');
            document.getElementById('district-schools')?.remove();
        });
        details.addEventListener('input', () => { radio.checked = true; });
    }

    // ---- the type-ahead: accessible-autocomplete, fetched when somebody is about to need it

    function typeAhead() {
        let loading;
        const load = () => loading ??= script(form.dataset.autocomplete).then(begin, () => { loading = undefined; });
        for (const sign of ['pointerdown', 'keydown', 'scroll', 'focusin']) addEventListener(sign, load, { once: true, passive: true });
        if (document.activeElement === find) load();
    }

    function script(address) {
        return new Promise((done, failed) => document.head.append(Object.assign(document.createElement('script'), { src: address, onload: done, onerror: failed })));
    }

    function begin() {
        const [place, had, at, hint] = [document.getElementById('find'), document.activeElement === find, find.selectionStart, find.getAttribute('aria-describedby')];
        const box = document.createElement('div');
        let looking = false;
        let asked = 0;
        const look = debounced(async (query, show) => {
            const mine = ++asked;
            const found = await places(query);
            if (mine !== asked) return; // Something else was typed since.
            looking = false;
            show(found);
        });
        const nothing = () => (looking ? form.dataset.looking : form.dataset.none); // It says so before the answer is there, too.
        const text = find.value;
        find.remove();
        place.append(box);
        accessibleAutocomplete({
            element: box, id: 'search', name: 'search', defaultValue: text, minLength: 2, confirmOnBlur: false, autoselect: false, displayMenu: 'overlay',
            source: (query, show) => { looking = true; look(query, show); },
            onConfirm: found => { if (found) choose(found, true); },
            templates: { inputValue: found => found?.name ?? '', suggestion: found => (typeof found === 'string' ? escaped(found) : `${escaped(found.name)} <small>${escaped(found.detail)}</small>`) },
            tNoResults: nothing,
            tStatusNoResults: nothing,
            tStatusQueryTooShort: () => form.dataset.short,
            tStatusSelectedOption: (option, length, index) => `${option} ${index + 1}/${length} ${form.dataset.chosen}`,
            tStatusResults: (length, selected) => `${length} ${form.dataset.results}. ${selected}`,
            tAssistiveHint: () => form.dataset.hint,
            menuAttributes: { 'aria-label': form.dataset.options },
        });
        const input = document.getElementById('search');
        if (hint) input.setAttribute('aria-describedby', `${hint} ${input.getAttribute('aria-describedby') ?? ''}`.trim());
        input.maxLength = 200;
        document.getElementById('find-button').hidden = true;
        if (had) {
            input.focus();
            input.setSelectionRange(at, at);
            if (text.length > 1) input.dispatchEvent(new Event('input', { bubbles: true }));
        }
    }

    async function places(query) {
        try {
            const answer = await fetch(`/api/places?lang=${document.documentElement.lang}&q=${encodeURIComponent(query)}`);
            if (answer.ok) return await answer.json();
            say(form.dataset.busy, 'warning'); // Which is not that there is no such school.
        } catch {
            say(form.dataset.offline, 'warning');
        }
        return [];
    }

    /** Shows the place as chosen, as the server would list it. */
    function choose(found, moveOn) {
        const list = document.getElementById('found');
        list.replaceChildren();
        const radio = tile(list, 'radio', 'place', found);
        form.elements.searched.value = found.name;
        if (moveOn) radio.dispatchEvent(new Event('change', { bubbles: true }));
        else document.getElementById('schools-button').hidden = !found.choice.startsWith('district:');
    }
}

/** A choice with its words, as the server writes it, chosen. */
function tile(list, kind, name, { choice, name: title, detail }) {
    const row = list.appendChild(Object.assign(document.createElement('div'), { className: `usa-${kind}` }));
    const input = row.appendChild(Object.assign(document.createElement('input'), { type: kind, className: `usa-${kind}__input usa-${kind}__input--tile`, id: `${name}-${choice}`, name, value: choice, checked: true }));
    const label = row.appendChild(Object.assign(document.createElement('label'), { className: `usa-${kind}__label`, htmlFor: input.id }));
    label.append(`${title} `, Object.assign(document.createElement('span'), { className: `usa-${kind}__label-description`, textContent: detail }));
    return input;
}

/** Some schools of a district, where the page does not list all of them. */
function chooseSchools(schools) {
    const list = Object.assign(document.createElement('div'), { id: 'district-schools', className: 'cards' });
    document.getElementById('schools-button').after(list);
    for (const school of schools) tile(list, 'checkbox', 'schoolIds', school);
}

/** What a choice says of itself. */
function said(input) {
    const label = input?.nextElementSibling;
    return label ? { choice: input.value, name: label.firstChild.textContent.trim(), detail: label.querySelector('span')?.textContent ?? '' } : null;
}

function write(draft) {
    try { localStorage.setItem(draftKey, JSON.stringify(draft)); } catch { /* A browser that keeps nothing, or is full: the form works on. */ }
}

function read() {
    try {
        const draft = JSON.parse(localStorage.getItem(draftKey) ?? 'null');
        if (draft && Date.now() - draft.at < draftDays * 86_400_000) return draft;
    } catch { /* Not ours, or nothing can be kept. */ }
    forget();
    return null;
}

function forget() {
    try { localStorage.removeItem(draftKey); } catch { /* Nothing was kept. */ }
}

function escaped(text) {
    return text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
}

function debounced(ask, ms = 150) {
    let timer;
    return (...given) => { clearTimeout(timer); timer = setTimeout(() => ask(...given), ms); };
}
