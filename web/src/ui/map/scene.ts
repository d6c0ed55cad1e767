import { distanceToLine, emptyBox, holds, widen, type Box, type Outline, type Projection } from './geometry';

/** What a map shows, on its plane; made anew when the data change, not when somebody pans. */
export interface AreaMark {
  id: string;
  name: string;
  /** Of `kFills`. */
  fill: string;
  /** 0 for a country; deeper ones are drawn over it. */
  level: number;
  outline?: Outline | undefined;
  /** Where it is drawn as a circle, without an outline. */
  at?: [number, number] | undefined;
  /** Written beside or instead of the name, such as a count. */
  figure?: string;
  /** Of two figures that do not fit beside each other, the heavier stands. */
  weight?: number;
}
export interface PlaceMark {
  id: string;
  name: string;
  x: number;
  y: number;
  radius: number;
  shape: 'circle' | 'square' | 'diamond';
  fill: string;
  closed: boolean;
}
export interface LineMark {
  id: string;
  name: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** Pixels: 1 to 6 by volume. */
  width: number;
  closed: boolean;
}
export interface Scene {
  projection: Projection;
  areas: AreaMark[];
  places: PlaceMark[];
  lines: LineMark[];
  /** Outlines around it, for finding one's way. */
  backdrop: Outline[];
  box: Box;
}

export type Kind = 'area' | 'place' | 'lane';
export interface Choice {
  kind: Kind;
  id: string;
}
export const same = (a: Choice | null, b: Choice | null): boolean => a?.kind === b?.kind && a?.id === b?.id;

/** Around everything that is shown, a little of margin included. */
export function boxOf(scene: Omit<Scene, 'box'>): Box {
  const box = emptyBox();
  for (const area of scene.areas) {
    if (area.outline) {
      widen(box, area.outline.box.left, area.outline.box.top);
      widen(box, area.outline.box.right, area.outline.box.bottom);
    } else if (area.at) widen(box, ...area.at);
  }
  for (const place of scene.places) widen(box, place.x, place.y);
  const margin = Math.max(box.right - box.left, box.bottom - box.top, 0.2) * 0.06;
  return { left: box.left - margin, top: box.top - margin, right: box.right + margin, bottom: box.bottom + margin };
}

/** Where something is; nothing where it cannot be drawn. */
export function boxOfChoice(scene: Scene, choice: Choice): Box | null {
  const box = emptyBox();
  if (choice.kind === 'area') {
    const area = scene.areas.find((one) => one.id === choice.id);
    if (area?.outline) return area.outline.box;
    if (!area?.at) return null;
    widen(box, ...area.at);
  } else if (choice.kind === 'place') {
    const place = scene.places.find((one) => one.id === choice.id);
    if (!place) return null;
    widen(box, place.x, place.y);
  } else {
    const line = scene.lines.find((one) => one.id === choice.id);
    if (!line) return null;
    widen(box, line.x1, line.y1);
    widen(box, line.x2, line.y2);
  }
  return box;
}

/** What is at a point of the plane: a place, else a lane, else the innermost area. `pixel`: its size on the plane. */
export function at(scene: Scene, x: number, y: number, pixel: number): Choice | null {
  let found: Choice | null = null;
  let nearest = Infinity;
  for (const place of scene.places) {
    const distance = Math.hypot(place.x - x, place.y - y) / pixel;
    if (distance <= Math.max(12, place.radius + 4) && distance < nearest) {
      nearest = distance;
      found = { kind: 'place', id: place.id };
    }
  }
  if (found) return found;
  for (const line of scene.lines) {
    const distance = distanceToLine(x, y, line.x1, line.y1, line.x2, line.y2) / pixel;
    if (distance <= 4 + line.width / 2 && distance < nearest) {
      nearest = distance;
      found = { kind: 'lane', id: line.id };
    }
  }
  if (found) return found;
  let deepest = -1;
  for (const area of scene.areas) {
    const there = area.outline ? holds(area.outline, x, y) : area.at !== undefined && Math.hypot(area.at[0] - x, area.at[1] - y) / pixel <= 12;
    if (there && area.level > deepest) {
      deepest = area.level;
      found = { kind: 'area', id: area.id };
    }
  }
  return found;
}
