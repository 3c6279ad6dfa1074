// What is known to be vulnerable among the packages: see the step audit of .ci/run. A registry that does not say (a mirror, or one that is away) is told, and passes here; on GitHub, where both registries say, nothing is released unaudited.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const found = [];
const notAudited = what => {
  console.log(what);
  if (process.env.GITHUB_ACTIONS === 'true') found.push(what);
};
const run = (command, args) => spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });

/** `dotnet list package --vulnerable` calls everything sound where the source knows of no vulnerability at all, so the source is asked first. */
async function nugetKnows() {
  try {
    const index = await (await fetch('https://api.nuget.org/v3/index.json', { signal: AbortSignal.timeout(20_000) })).json();
    return index.resources.some(resource => String(resource['@type']).startsWith('VulnerabilityInfo/'));
  } catch (fault) {
    console.log(`NuGet did not answer: ${fault.message}`);
    return false;
  }
}

async function nuget() {
  if (!(await nugetKnows())) {
    notAudited('The NuGet registry at hand does not say what is vulnerable: NuGet packages are not audited here.');
    return;
  }
  const listed = run('dotnet', ['list', 'Arl.sln', 'package', '--vulnerable', '--include-transitive', '--no-restore', '--format', 'json']);
  if (listed.status !== 0) throw new Error(listed.stdout + listed.stderr);
  for (const project of JSON.parse(listed.stdout).projects ?? [])
    for (const framework of project.frameworks ?? [])
      for (const one of [...(framework.topLevelPackages ?? []), ...(framework.transitivePackages ?? [])])
        for (const known of one.vulnerabilities ?? []) found.push(`NuGet ${one.id} ${one.resolvedVersion}: ${known.severity}, ${known.advisoryurl}`);
  console.log('NuGet packages: audited.');
}

function npm(folder) {
  const audited = run('npm', ['audit', '--json', '--package-lock-only', '--prefix', folder]);
  let answer;
  try {
    answer = JSON.parse(audited.stdout);
  } catch { }
  if (!answer?.vulnerabilities) {
    notAudited(`${folder}: the npm registry at hand does not say what is vulnerable (${answer?.message ?? answer?.error?.summary ?? 'no answer'}): not audited here.`);
    return;
  }
  for (const one of Object.values(answer.vulnerabilities)) found.push(`npm ${one.name} ${one.range} (${folder}): ${one.severity}`);
  console.log(`${folder}: audited.`);
}

await nuget();
['.', '.ci/lighthouse', '.ci/secretlint'].filter(existsSync).forEach(npm);
if (found.length > 0) {
  console.error([...new Set(found)].join('\n'));
  process.exit(1);
}
