// The tutorial planned by the command line and put into the workspace of `books`, with shapes for its districts.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kRoot } from './books.mjs';

// Squares of a degree around the middle of each district of the tutorial: west, south.
export const kSquares = { XT0101: [-29.5, 3.4], XT0102: [-28.4, 2.8], XT0201: [-29.5, 1.4], XT0202: [-28.4, 0.7] };

export function putTutorial(folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(join(kRoot, 'examples', 'tutorial'), folder, { recursive: true, filter: (path) => !path.includes('by-hand') });
}

export function putPlan(books, name = 'tutorial', ...options) {
  const folder = join(books.folder, 'workspace', 'plans', name);
  putTutorial(join(folder, 'scenario'));
  const features = Object.entries(kSquares).map(([pcode, [west, south]]) => ({
    type: 'Feature',
    properties: { pcode },
    geometry: { type: 'Polygon', coordinates: [[[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]] },
  }));
  writeFileSync(join(folder, 'scenario', 'boundaries.geojson'), JSON.stringify({ type: 'FeatureCollection', source: 'a test', licence: 'made up', features }));
  const imdad = (...words) => execFileSync(process.env.IMDAD ?? 'imdad', [...words, '--format', 'json'], { encoding: 'utf8' });
  writeFileSync(join(folder, 'summary.json'), imdad('plan', join(folder, 'scenario'), '--out', join(folder, 'plan'), ...options));
  writeFileSync(join(folder, 'explanation.json'), imdad('explain', join(folder, 'scenario'), join(folder, 'plan'), '--seconds', '1'));
}
