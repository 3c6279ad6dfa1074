// What is in the package that is deployed, and what must not be: `node .ci/package.mjs {folder}`.
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath, entry.name))
  .map(path => ({ name: relative(folder, path).replaceAll('\\', '/'), size: statSync(path).size }))
  .sort((a, b) => b.size - a.size);

/** Tests, samples, the local host's own, settings of a developer's machine, and native code for other machines than Linux x64. */
const foreign = [
  /^Arl\.(Tests|Benchmarks)/, /^(NCrontab|Spectre\.Console|xunit|CsCheck|BenchmarkDotNet)[\w.]*\.dll$/i, /\.csv$/i, /\.zip$/i, /(^|\/)local\.settings\.json$/, /(^|\/)node_modules\//, /\.dylib$/i,
  /^runtimes\/(?!linux-x64\/|linux\/|unix\/|any\/)/, /^(libSkiaSharp|libHarfBuzzSharp|google-ortools-native)\.(dll|dylib)$/i,
];
const wrong = files.filter(file => foreign.some(pattern => pattern.test(file.name)));
const mb = bytes => `${(bytes / 1e6).toFixed(1)} MB`;

for (const file of files.slice(0, 12)) console.log(`${mb(file.size).padStart(9)}  ${file.name}`);
console.log(`${mb(files.reduce((sum, file) => sum + file.size, 0)).padStart(9)}  in all, ${files.length} files`);
if (wrong.length > 0) {
  console.error(`Not to be deployed: ${wrong.map(file => file.name).join(', ')}`);
  process.exit(1);
}
