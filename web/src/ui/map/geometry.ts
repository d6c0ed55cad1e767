import type { components } from '../../generated/api';

/**
 * From degrees to the plane of a map. Longitudes are shrunk by the cosine of one latitude, the middle of what is
 * shown: there shapes keep their form and the scale bar is exact, and panning is a shift. North is up, y goes down.
 */
export class Projection {
  readonly shrink: number;
  constructor(readonly middle: number) {
    this.shrink = Math.cos((middle * Math.PI) / 180);
  }
  x(lon: number): number {
    return lon * this.shrink;
  }
  y(lat: number): number {
    return -lat;
  }
}

/** Of a degree of latitude, on the sphere that maps of this size can be told apart on. */
export const kKilometresPerUnit = 111.2;

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const emptyBox = (): Box => ({ left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity });
export function widen(box: Box, x: number, y: number): void {
  if (x < box.left) box.left = x;
  if (x > box.right) box.right = x;
  if (y < box.top) box.top = y;
  if (y > box.bottom) box.bottom = y;
}
export const isEmpty = (box: Box): boolean => box.right < box.left;

/** Rings as x, y, x, y, … on the plane, not closed. */
export type Ring = Float64Array;

export interface Outline {
  rings: Ring[];
  box: Box;
  path: Path2D;
  /** In the middle of the largest ring, where a name is written. */
  middle: [number, number];
}

export type Shapes = Pick<components['schemas']['Boundaries'], 'per_degree' | 'shapes'>;

/** Degrees north of the middle of all shapes and points: what a projection is made for. */
export function middleOf(latitudes: Iterable<number>): number {
  let [low, high] = [Infinity, -Infinity];
  for (const one of latitudes) {
    low = Math.min(low, one);
    high = Math.max(high, one);
  }
  return high < low ? 0 : (low + high) / 2;
}

/** Lowest and highest latitude of the shapes. */
export function latitudesOf(shapes: Shapes): number[] {
  const box = emptyBox();
  for (const shape of shapes.shapes) {
    for (const ring of shape.rings) eachPoint(ring, shapes.per_degree, (lon, lat) => widen(box, lon, lat));
  }
  return isEmpty(box) ? [] : [box.top, box.bottom];
}

function eachPoint(steps: number[], perDegree: number, each: (lon: number, lat: number) => void): void {
  let [lon, lat] = [0, 0];
  for (let at = 0; at + 1 < steps.length; at += 2) {
    lon += steps[at]!;
    lat += steps[at + 1]!;
    each(lon / perDegree, lat / perDegree);
  }
}

/** Twice the area, and the centre of gravity. */
function centreOf(ring: Ring): { size: number; x: number; y: number } {
  let [size, x, y] = [0, 0, 0];
  const points = ring.length / 2;
  for (let at = 0; at < points; ++at) {
    const next = (at + 1) % points;
    const [ax, ay, bx, by] = [ring[2 * at]!, ring[2 * at + 1]!, ring[2 * next]!, ring[2 * next + 1]!];
    const cross = ax * by - bx * ay;
    size += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return size === 0 ? { size: 0, x: ring[0] ?? 0, y: ring[1] ?? 0 } : { size: Math.abs(size), x: x / (3 * size), y: y / (3 * size) };
}

/** Shapes as they come from the server, on the plane. */
export function outlines(shapes: Shapes, projection: Projection): Map<string, Outline> {
  const found = new Map<string, Outline>();
  for (const shape of shapes.shapes) {
    const outline: Outline = { rings: [], box: emptyBox(), path: new Path2D(), middle: [0, 0] };
    let largest = -1;
    for (const steps of shape.rings) {
      const ring = new Float64Array(steps.length);
      let at = 0;
      eachPoint(steps, shapes.per_degree, (lon, lat) => {
        const [x, y] = [projection.x(lon), projection.y(lat)];
        ring[at++] = x;
        ring[at++] = y;
        widen(outline.box, x, y);
        if (at === 2) outline.path.moveTo(x, y);
        else outline.path.lineTo(x, y);
      });
      outline.path.closePath();
      const centre = centreOf(ring);
      if (centre.size > largest) {
        largest = centre.size;
        outline.middle = [centre.x, centre.y];
      }
      outline.rings.push(ring);
    }
    found.set(shape.pcode, outline);
  }
  return found;
}

/** By the even-odd rule, as the shapes are filled. */
export function holds(outline: Outline, x: number, y: number): boolean {
  const { box } = outline;
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return false;
  let inside = false;
  for (const ring of outline.rings) {
    for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
      const [ax, ay, bx, by] = [ring[at]!, ring[at + 1]!, ring[before]!, ring[before + 1]!];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

/** From a point to the line between two others. */
export function distanceToLine(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
