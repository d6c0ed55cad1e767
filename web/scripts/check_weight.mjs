// What a visitor loads, compressed, measured on the built files: the first view (page, style, start of the
// application, one language, the worklist) within 150 KiB together with its data, each later screen within 30 KiB
// of code with its parts that come when somebody gets near them, each form that is fetched when its button is pressed
// likewise, each file of shapes within 60 KiB. tests/web/weight_test.mjs measures the same over the network.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
const kFirst = 150 * 1024;
// Data of the first view, measured on the example's books by tests/web: kept free for it here.
const kDataOfFirst = 40 * 1024;
const kLater = 30 * 1024;
// Shapes that a map is drawn with.
const kData = 60 * 1024;

const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

/** Files that come with a chunk, without those that are there already. */
function files(key, seen = new Set()) {
  const chunk = manifest[key];
  // A .json beside a screen is data that it draws, fetched by itself, and has a limit of its own.
  const assets = (chunk.assets ?? []).filter((file) => !file.endsWith('.json'));
  for (const file of [chunk.file, ...(chunk.css ?? []), ...assets]) seen.add(file);
  for (const other of chunk.imports ?? []) if (!seen.has(manifest[other].file)) files(other, seen);
  return seen;
}
const sum = (list) => [...list].reduce((total, file) => total + size(file), 0);
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;

const start = files('index.html');
const screens = Object.keys(manifest).filter((key) => key.startsWith('src/features/') && manifest[key].isDynamicEntry);
const texts = Object.keys(manifest).filter((key) => key.startsWith('src/i18n/'));
if (screens.length < 10 || texts.length < 3) throw new Error('the manifest names fewer screens or languages than there are');

let failed = false;
const longest = texts.reduce((a, b) => (size(manifest[a].file) > size(manifest[b].file) ? a : b));
const first = new Set([...start, 'index.html', manifest[longest].file, ...files('src/features/today/Today.svelte')]);
const total = sum(first);
const kept = total + kDataOfFirst;
console.log(`first view: ${kib(total)} of code and texts in ${first.size} files, ${kib(kept)} with room for its data (limit ${kib(kFirst)})`);
failed ||= kept > kFirst;
// Fetched when its button is pressed, and not before: weighed by itself.
const kAsked = ['plans/AdoptForm', 'plans/Cell', 'plans/CloseRoad', 'plans/LockCell', 'plans/MoveSupply', 'plans/OtherPolicy', 'record/EditForm'].map((name) => `src/features/${name}.svelte`);
for (const key of kAsked) if (!screens.includes(key)) throw new Error(`${key} is no part that is fetched by itself`);
/** What comes when somebody gets near it; a record has the one or the other, by its kind. */
const parts = (key) => {
  const known = (one, seen = new Set()) => {
    if (seen.has(one)) return seen;
    seen.add(one);
    for (const other of manifest[one].imports ?? []) known(other, seen);
    return seen;
  };
  return [...known(key)].flatMap((one) => (one === 'index.html' ? [] : (manifest[one].dynamicImports ?? []))).filter((one) => one.startsWith('src/features/') && !kAsked.includes(one));
};
for (const key of screens) {
  const known = parts(key).map((part) => [...files(part)]);
  const choices = key.includes('/record/') ? [[], ...known] : [known.flat()];
  const [weight] = choices.map((more) => sum(new Set([...files(key), ...more].filter((file) => !first.has(file))))).sort((a, b) => b - a);
  if (weight > kLater) failed = true;
  console.log(`${key.replace('src/features/', '')}${known.length > 0 ? ' and its parts' : ''}: ${kib(weight)}${weight > kLater ? `, over ${kib(kLater)}` : ''}`);
}
for (const file of new Set(Object.values(manifest).flatMap((chunk) => (chunk.assets ?? []).filter((one) => one.endsWith('.json'))))) {
  const weight = size(file);
  if (weight > kData) failed = true;
  console.log(`${file}: ${kib(weight)} of data${weight > kData ? `, over ${kib(kData)}` : ''}`);
}
process.exit(failed ? 1 : 0);
