// A scenario of so many places of care in a hundred districts of one made-up country, with shapes for the districts: large
// for a map, quick for the planner. The same seed gives the same files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kSide = 10;
const kWeeks = 8;

/** mulberry32: small, and the same on every machine. */
function drawn(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function writeScenario(folder, places, seed) {
  const draw = drawn(seed);
  mkdirSync(folder, { recursive: true });
  const put = (name, rows) => writeFileSync(join(folder, name), `${rows.join('\n')}\n`);
  const made = 'assumed: made up';
  const areas = ['pcode,level,name,parent,lat,lon,origin', `XL,0,Largeland,,5,5,${made}`];
  const stops = ['place_id,name,kind,level,area,lat,lon,sensitivity,origin', `port,Port,entry,1,XL,0.2,0.2,public,${made}`];
  const lanes = ['lane_id,from,to,mode,lead_days,origin'];
  const needs = ['programme,at,persons,origin'];
  const features = [];
  for (let district = 0; district < kSide * kSide; ++district) {
    const [west, south] = [district % kSide, Math.floor(district / kSide)];
    const pcode = `XL${String(district + 1).padStart(2, '0')}`;
    areas.push(`${pcode},1,District ${district + 1},XL,${south + 0.5},${west + 0.5},${made}`);
    stops.push(`store-${district},Store ${district + 1},store,3,${pcode},${south + 0.5},${west + 0.5},public,${made}`);
    lanes.push(`port-${district},port,store-${district},road,2,${made}`);
    // A border that is no straight line, so that shapes cost what shapes cost.
    const ring = [];
    for (const [fromX, fromY, toX, toY] of [[west, south, west + 1, south], [west + 1, south, west + 1, south + 1], [west + 1, south + 1, west, south + 1], [west, south + 1, west, south]]) {
      for (let at = 0; at < 30; ++at) {
        const [x, y] = [fromX + ((toX - fromX) * at) / 30, fromY + ((toY - fromY) * at) / 30];
        ring.push([Number((x + 0.02 * Math.sin(9 * y)).toFixed(4)), Number((y + 0.02 * Math.sin(9 * x)).toFixed(4))]);
      }
    }
    features.push({ type: 'Feature', properties: { pcode }, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } });
  }
  for (let place = 0; place < places; ++place) {
    const district = place % (kSide * kSide);
    const [west, south] = [district % kSide, Math.floor(district / kSide)];
    const [lat, lon] = [south + 0.05 + 0.9 * draw(), west + 0.05 + 0.9 * draw()];
    stops.push(`post-${place},Post ${place + 1},facility,5,XL${String(district + 1).padStart(2, '0')},${lat.toFixed(4)},${lon.toFixed(4)},restricted,${made}`);
    lanes.push(`lane-${place},store-${district},post-${place},road,1,${made}`);
    needs.push(`measles,post-${place},${20 + Math.floor(80 * draw())},${made}`);
  }
  put('areas.csv', areas);
  put('places.csv', stops);
  put('lanes.csv', lanes);
  put('needs.csv', needs);
  put('closures.csv', ['what,id,from,to,reason,origin', ...Array.from({ length: 20 }, (_, at) => `lane,lane-${at * 37},2022-08-01,2022-08-21,a flood,${made}`)]);
  put('products.csv', ['product_id,name,kind,unit,pack_units,storage_class,pack_cm3', 'mcv,Measles vaccine,goods,dose,10,cold,26']);
  put('programmes.csv', ['programme_id,name,cell,ven,unmet,serve_level', 'measles,Measles,large/all,vital,waits,5']);
  put('serves.csv', ['programme,product,units_per_person,wastage_rate,series_dose', 'measles,mcv,1,0.1,1']);
  put('stock.csv', ['place,product,lot,expiry,packs,origin', `port,mcv,M1,2024-01-01,${Math.floor(places * 5)},${made}`]);
  writeFileSync(join(folder, 'boundaries.geojson'), JSON.stringify({ type: 'FeatureCollection', source: 'made by benchmarks/web', licence: 'Apache-2.0', features }));
  writeFileSync(
    join(folder, 'datapackage.json'),
    JSON.stringify({ name: 'large', title: 'A large made-up country', imdad: { start: '2022-07-25', weeks: kWeeks, currency: 'USD', policy: 'worst_first', audience: 'public', label: 'made up' }, sources: [{ title: 'made up' }], licenses: [{ name: 'Apache-2.0' }] }),
  );
}
