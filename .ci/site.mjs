// A look at a deployed site, from outside and without a secret: `node .ci/site.mjs https://…`. It changes nothing there.
const site = process.argv[2]?.replace(/\/$/, '');
if (!site) {
  console.error('Say which site: node .ci/site.mjs https://help.example.org');
  process.exit(2);
}

const patience = Number(process.env.PATIENCE_SECONDS ?? 300);
const wrong = [];
const look = (path, options) => fetch(site + path, { redirect: 'manual', signal: AbortSignal.timeout(30_000), ...options });

function hold(what, holds, found) {
  console.log(`${holds ? 'ok   ' : 'WRONG'} ${what}${holds ? '' : `: ${found}`}`);
  if (!holds) wrong.push(what);
}

/** A new package takes a while to start, and roles a while to spread. */
async function ready() {
  for (let last = 'no answer'; ; await new Promise(resolve => setTimeout(resolve, 3000))) {
    const answer = await look('/api/health/ready').catch(fault => ({ ok: false, status: fault.message, text: () => '' }));
    if (answer.ok) return 'ready';
    last = `${answer.status} ${(await answer.text()).slice(0, 500)}`;
    if (performance.now() > patience * 1000) return last;
  }
}

const state = await ready();
hold('The site is ready: storage, mail, directory, outbox', state === 'ready', state);

const live = await look('/api/health');
hold('It says that it lives', live.status === 200, live.status);

const form = await look('/');
const page = await form.text();
hold('The form is there', form.status === 200 && page.includes('<form'), form.status);

const headers = {
  'content-security-policy': policy => policy.includes("default-src 'none'") || policy.includes("default-src 'self'"),
  'x-content-type-options': value => value === 'nosniff',
  'referrer-policy': value => value === 'no-referrer',
};
if (site.startsWith('https://')) headers['strict-transport-security'] = value => Number(/max-age=(\d+)/.exec(value)?.[1]) >= 31_536_000;
for (const [name, sound] of Object.entries(headers)) {
  const value = form.headers.get(name) ?? '';
  hold(`The form's ${name}`, sound(value), value || 'missing');
}
for (const name of ['server', 'x-powered-by']) // The platform's own words: nothing here can take them back.
  if (form.headers.has(name)) console.log(`note  It says what it runs on: ${name}: ${form.headers.get(name)}`);

const staff = await look('/staff');
hold('/staff asks who you are', staff.status === 401, staff.status);
const figures = await look('/api/staff/reach');
hold('/api/staff asks as well', figures.status === 401, figures.status);

const refused = await look('/api/requests', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
hold('An empty request is refused with reasons', refused.status === 400 && (refused.headers.get('content-type') ?? '').startsWith('application/problem+json'), refused.status);

if (site.startsWith('https://')) {
  const plain = await fetch(site.replace('https://', 'http://'), { redirect: 'manual', signal: AbortSignal.timeout(30_000) }).catch(fault => ({ status: fault.message, headers: new Headers() }));
  hold('Plain HTTP leads to HTTPS', [301, 302, 307, 308].includes(plain.status) && (plain.headers.get('location') ?? '').startsWith('https://'), plain.status);
}

if (wrong.length > 0) {
  console.error(`${wrong.length} wrong.`);
  process.exit(1);
}
console.log('All is well.');
