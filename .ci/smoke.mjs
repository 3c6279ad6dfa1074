// The README's first command, end to end, on free ports and with data of its own: see `smoke` in .ci/run.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, threePorts } from './ports.mjs';

/** Does not keep this script alive once all else is done. */
const limit = ms => new Promise(resolve => setTimeout(resolve, ms).unref());
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

async function until(what, seconds, look, started = performance.now()) {
  for (;;) {
    const found = await look();
    if (found) {
      took[what] = (performance.now() - started) / 1000;
      console.log(`${what}: ${took[what].toFixed(1)} s`);
      return found;
    }
    if (performance.now() - started > seconds * 1000) throw new Error(`${what}: not within ${seconds} s`);
    if (exit.code !== undefined) throw new Error(`${what}: the host stopped with exit code ${exit.code}`);
    await sleep(100);
  }
}

const took = {};

/**
 * What is promised of a machine that has nothing else to do. One with more work waiting than it has cores (other programs, or the tests that ran
 * a moment ago: it is the load of the last minute) is slower by about that factor, and gets as much longer.
 */
function promise(what, seconds) {
  const factor = Math.max(1, loadavg()[0] / availableParallelism());
  if (took[what] > seconds * factor) throw new Error(`${what}: ${took[what].toFixed(1)} s, promised are ${seconds} s (× ${factor.toFixed(1)}, since this machine is busy with other work)`);
}

async function json(path, options) {
  const answer = await fetch(site + path, options);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${options?.method ?? 'GET'} ${path}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

const [http, storage, smtp, mailbox] = [await freePort(), await threePorts(), await freePort(), await freePort()];
const data = await mkdtemp(join(tmpdir(), 'arl-smoke-'));
const site = `http://127.0.0.1:${http}`;
const command = 'dotnet run --project Arl.Functions'.split(' ');
const settings = [`--Local:HttpPort=${http}`, `--Local:StoragePort=${storage}`, `--Local:SmtpPort=${smtp}`, `--Local:MailboxPort=${mailbox}`, `--Local:DataPath=${data}`];
const started = performance.now();
const host = spawn(command[0], [...command.slice(1), '--no-build', '--', ...settings], { stdio: ['ignore', 'inherit', 'inherit'] });
const exit = {};
const stopped = new Promise(resolve => host.on('exit', (code, signal) => resolve(exit.code = code ?? signal)));

const principal = 'principal@school.example';
const inbox = `http://127.0.0.1:${mailbox}/api/email`;
const mails = () => fetch(inbox).then(answer => answer.json(), () => []);
const replyTo = async mail => /^reply-to:\s*(.*)$/im.exec(await (await fetch(`${inbox}/${mail.id}/source`)).text())?.[1] ?? '';

/** The school's has the coach to reply to, the coach's the school. */
async function bothIntroductions() {
  const found = await Promise.all((await mails()).map(async mail => ({ to: mail.to.map(to => to.address), replyTo: await replyTo(mail) })));
  return found.some(mail => mail.to.includes(principal) && mail.replyTo !== '') && found.some(mail => !mail.to.includes(principal) && mail.replyTo.includes(principal));
}

try {
  await until('First page', 120, () => fetch(site).then(page => page.ok, () => false), started);
  promise('First page', 5);
  const [school] = await until('The sample directory', 60, () => json('/api/schools?q=elementary&limit=1').then(found => found.length > 0 && found, () => false));
  const needs = await json('/api/needs');
  const asked = performance.now();
  await json('/api/requests', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'smoke-1' },
    body: JSON.stringify({
      schoolId: school.schoolId,
      contact: { name: 'Maria Example', role: 'Principal', email: principal },
      needs: [needs[0].id],
      goals: 'Plan for days when not everybody can be in the building.',
      consent: true,
    }),
  });

  await until('Both introductions', 60, bothIntroductions, asked);
  promise('Both introductions', 5);

  await until('Counted in the reach', 30, () => json('/api/staff/reach').then(reach => reach.schools === 1));

  await json('/api/staff/reach-report', { method: 'POST', headers: { 'content-type': 'application/json' } });
  const report = await until('The reach report', 30, async () => (await mails()).find(mail => mail.subject.startsWith('ARL reach: ')));
  console.log(report.subject);
  if (!report.subject.startsWith('ARL reach: 1 school, ')) throw new Error('The reach report should count one school.');

  const told = performance.now();
  host.kill('SIGTERM');
  const code = await Promise.race([stopped, limit(30_000).then(() => 'still running after 30 s')]);
  if (code !== 0) throw new Error(`Stop on SIGTERM: ${code}`);
  console.log(`Stopped: ${((performance.now() - told) / 1000).toFixed(1)} s`);
} finally {
  if (exit.code === undefined) host.kill('SIGTERM');
  await Promise.race([stopped, limit(10_000)]);
  if (exit.code === undefined) host.kill('SIGKILL');
  await rm(data, { recursive: true, force: true });
}
