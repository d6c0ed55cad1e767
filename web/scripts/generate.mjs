// Makes src/generated/ from the repository's own contracts, so that the application cannot drift from them:
// types of the API from api/openapi.yaml; who may edit what, and the ways between states, from the
// documents that tests compare with the rows that decide (docs/permissions.md, docs/states.md).
import openapiTS, { astToString } from 'openapi-typescript';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { kPrepared, read } from './catalogues.mjs';

const web = join(dirname(fileURLToPath(import.meta.url)), '..');
const root = join(web, '..');
const out = join(web, 'src', 'generated');

const code = (heading) => heading.trim().toLowerCase().replaceAll(' ', '_');
const cells = (line) => line.split('|').slice(1, -1).map((cell) => cell.trim());

/** {kind: [[what, right, states, roles, condition]]} */
function permissions(text) {
  const kinds = {};
  let kind = '';
  let roles = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) {
      kind = code(line.slice(3));
      kinds[kind] = [];
    } else if (line.startsWith('| what')) {
      roles = cells(line).slice(3, -1);
    } else if (kind && line.startsWith('| ')) {
      const row = cells(line);
      const states = row[2].split(/, | or /).filter(Boolean);
      kinds[kind].push([row[0], row[1], states, roles.filter((_, at) => row[3 + at] === 'x'), row.at(-1)]);
    }
  }
  return { roles, kinds };
}

/** {kind: [[from, to]]} */
function ways(text) {
  const kinds = {};
  let kind = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) {
      kind = code(line.slice(3));
      kinds[kind] = [];
    }
    const way = /^ {4}(\w+) --> (\w+)/.exec(line);
    if (way) kinds[kind].push([way[1], way[2]]);
  }
  return kinds;
}

mkdirSync(out, { recursive: true });
const schema = await openapiTS(pathToFileURL(join(root, 'api', 'openapi.yaml')));
writeFileSync(join(out, 'api.d.ts'), astToString(schema));
const rules = permissions(readFileSync(join(root, 'docs', 'permissions.md'), 'utf8'));
if (rules.roles.length === 0 || !(rules.kinds.activity?.length > 0)) {
  throw new Error('docs/permissions.md has another form than this script reads');
}
writeFileSync(join(out, 'permissions.json'), JSON.stringify(rules));
// Of it what forms need: {kind: [[what, states, roles]]} of the rows that let somebody edit.
const edits = Object.entries(rules.kinds).map(([kind, rows]) => [kind, rows.filter((row) => row[1] === 'edit').map(([what, , states, roles]) => [what, states, roles])]);
writeFileSync(join(out, 'edits.json'), JSON.stringify(Object.fromEntries(edits.filter(([, rows]) => rows.length > 0))));
// Who may enter a new record of a kind: {kind: roles}.
const adds = Object.entries(rules.kinds).flatMap(([kind, rows]) => rows.filter((row) => row[0] === 'a new one').map((row) => [kind, row[3]]));
writeFileSync(join(out, 'adds.json'), JSON.stringify(Object.fromEntries(adds)));
const between = ways(readFileSync(join(root, 'docs', 'states.md'), 'utf8'));
if (!(between.instrument?.length > 0)) {
  throw new Error('docs/states.md has another form than this script reads');
}
writeFileSync(join(out, 'states.json'), JSON.stringify(between));
// Data of the repository that screens draw with; their source and licence stand in data/README.md and in the file itself.
copyFileSync(join(root, 'data', 'member_state_shapes.json'), join(out, 'member_state_shapes.json'));

// A catalogue that is being translated is offered as soon as nothing is missing in it.
const keys = Object.keys(read('en'));
const complete = Object.keys(kPrepared).filter((language) => {
  const texts = read(language);
  return keys.every((key) => texts[key]);
});
writeFileSync(join(out, 'complete.json'), JSON.stringify(complete));
