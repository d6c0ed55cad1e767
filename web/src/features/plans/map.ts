import type { components } from '../../generated/api';
import { inLanguage } from '../../lib/i18n.svelte';
import { latitudesOf, middleOf, outlines, Projection, type Outline, type Shapes } from '../../ui/map/geometry';
import { boxOf, type AreaMark, type LineMark, type PlaceMark, type Scene } from '../../ui/map/scene';
import { gradeOf } from './grid';

/** From what the server says of a plan to what is drawn. */
export type PlanMap = components['schemas']['PlanMap'];
export type MapArea = PlanMap['areas'][number];
export type MapPlaces = components['schemas']['MapPlaces'];
export type MapPlace = MapPlaces['places'][number];
export type MapLanes = components['schemas']['MapLanes'];
export type MapLane = MapLanes['lanes'][number];
export type Boundaries = components['schemas']['Boundaries'];

export const shareOfArea = (area: MapArea | undefined): number | null => (area && area.target > 0 ? area.served / area.target : null);
export const nameOfArea = (area: MapArea): string => inLanguage({ en: area.name, fr: area.name_fr, ar: area.name_ar }).text || area.pcode;

/** The level-0 area that holds each. */
export function countriesOf(areas: MapArea[]): Map<string, string> {
  const parents = new Map(areas.map((one) => [one.pcode, one.parent ?? '']));
  const country = (pcode: string): string => {
    for (let level = 0; level < 32; ++level) {
      const above = parents.get(pcode);
      if (!above) return pcode;
      pcode = above;
    }
    return pcode;
  };
  return new Map(areas.map((one) => [one.pcode, country(one.pcode)]));
}

export interface Asked {
  areas: MapArea[];
  places: MapPlace[];
  lanes: MapLane[];
  shapes: Shapes | null;
  /** Of the world around; may come later. */
  backdrop: Shapes | null;
  /** P-code of the country that the map is about; empty: all. */
  country: string;
}

/** 1 to 6 pixels by volume; what has none, such as seats, is a thin line. */
const widthOf = (litres: number, most: number): number => (litres > 0 ? Math.max(1, Math.round(6 * Math.sqrt(litres / most))) : 1);

const kShapes: Record<string, PlaceMark['shape']> = { entry: 'diamond', pool: 'diamond', store: 'square', facility: 'circle' };

export function sceneOf(asked: Asked): Scene {
  const { areas, places, lanes, shapes, backdrop, country } = asked;
  const countries = countriesOf(areas);
  const within = (pcode: string | undefined) => country === '' || (pcode !== undefined && countries.get(pcode) === country);
  const latitudes: number[] = [];
  for (const area of areas) if (area.target > 0 && within(area.pcode) && area.lat !== undefined) latitudes.push(area.lat);
  for (const place of places) if (within(place.area) && place.lat !== undefined) latitudes.push(place.lat);
  if (country === '' && shapes) latitudes.push(...latitudesOf(shapes));
  const projection = new Projection(Math.round(middleOf(latitudes)));
  const drawn = shapes ? outlines(shapes, projection) : new Map<string, Outline>();
  const marks = areasOf(areas, drawn, projection);
  const points = new Map<string, [number, number]>();
  for (const one of places) if (one.lat !== undefined && one.lon !== undefined) points.set(one.id, [projection.x(one.lon), projection.y(one.lat)]);
  const scene = {
    projection,
    areas: marks,
    places: placesOf(places, points, new Map(areas.map((one) => [one.pcode, one]))),
    lines: linesOf(lanes, points),
    backdrop: backdrop ? [...outlines(backdrop, projection).values()] : [],
  };
  const about = new Set(areas.filter((one) => within(one.pcode)).map((one) => one.pcode));
  const here = new Set(places.filter((one) => within(one.area)).map((one) => one.id));
  const box = boxOf({ ...scene, areas: marks.filter((one) => about.has(one.id)), places: country ? scene.places.filter((one) => here.has(one.id)) : scene.places });
  return { ...scene, box };
}

function areasOf(areas: MapArea[], drawn: Map<string, Outline>, projection: Projection): AreaMark[] {
  const marks: AreaMark[] = [];
  for (const area of areas) {
    const outline = drawn.get(area.pcode);
    const pointed = area.lat !== undefined && area.lon !== undefined;
    // Without a need and a shape there is nothing to tell; without a shape and a point it stands in the table only.
    if (!outline && (area.target === 0 || !pointed)) continue;
    marks.push({
      id: area.pcode,
      name: nameOfArea(area),
      fill: gradeOf(shareOfArea(area)),
      level: area.level,
      outline,
      at: outline ? undefined : [projection.x(area.lon!), projection.y(area.lat!)],
    });
  }
  return marks.sort((a, b) => a.level - b.level);
}

function placesOf(places: MapPlace[], points: Map<string, [number, number]>, areas: Map<string, MapArea>): PlaceMark[] {
  const most = Math.max(1, ...places.filter((one) => one.kind === 'facility').map((one) => one.litres_in));
  const marks: PlaceMark[] = [];
  for (const place of places) {
    const point = points.get(place.id);
    if (!point) continue;
    const facility = place.kind === 'facility';
    marks.push({
      id: place.id,
      name: place.name,
      x: point[0],
      y: point[1],
      radius: facility ? (place.litres_in > 0 ? 3 + Math.round(4 * Math.sqrt(place.litres_in / most)) : 2.5) : place.level <= 2 ? 7 : place.level === 3 ? 6 : 5,
      shape: kShapes[place.kind] ?? 'circle',
      fill: gradeOf(shareOfArea(areas.get(place.need_in ?? ''))),
      closed: (place.closed?.length ?? 0) > 0,
    });
  }
  // Facilities first, so that stores and ports lie over them.
  return marks.sort((a, b) => Number(a.shape !== 'circle') - Number(b.shape !== 'circle'));
}

function linesOf(lanes: MapLane[], points: Map<string, [number, number]>): LineMark[] {
  const most = Math.max(1, ...lanes.map((one) => one.litres));
  const marks: LineMark[] = [];
  for (const lane of lanes) {
    const [from, to] = [points.get(lane.from), points.get(lane.to)];
    if (!from || !to) continue;
    marks.push({ id: lane.id, name: lane.id, x1: from[0], y1: from[1], x2: to[0], y2: to[1], width: widthOf(lane.litres, most), closed: (lane.closed?.length ?? 0) > 0 });
  }
  return marks;
}
