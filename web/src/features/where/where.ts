import type { components } from '../../generated/api';
import { inLanguage, number } from '../../lib/i18n.svelte';
import { latitudesOf, middleOf, outlines, Projection, type Shapes } from '../../ui/map/geometry';
import { boxOf, type AreaMark, type Scene } from '../../ui/map/scene';

export type WhoWhatWhere = components['schemas']['WhoWhatWhere'];
export type Activity = WhoWhatWhere['activities'][number];
export type Country = WhoWhatWhere['countries'][number];

export const nameOfState = (country: Country): string => inLanguage(country.name).text || country.iso3;
export const titleOfActivity = (one: Activity): { text: string; lang: string } => {
  const found = inLanguage(one.title);
  return found.text ? found : { text: one.id, lang: '' };
};

export const kSteps = [
  ['g2', 1],
  ['g3', 3],
  ['g4', 10],
  ['g5', 30],
] as const;
/** The more activities, the darker; the figure stands on the country as well. */
export const fillOf = (activities: number): string => kSteps.findLast(([, from]) => activities >= from)?.[0] ?? 'none';

/** The member states with their activities. Without one anywhere, all of them are in view, else those that have one. */
export function worldOf(shapes: Shapes, countries: Country[]): Scene {
  const by = new Map(countries.map((one) => [one.iso3, one]));
  const shown = { ...shapes, shapes: shapes.shapes.filter((one) => by.size === 0 || by.has(one.pcode)) };
  const projection = new Projection(Math.round(middleOf(latitudesOf(shown))));
  const drawn = outlines(shapes, projection);
  const areas: AreaMark[] = [];
  for (const [iso3, outline] of drawn) {
    const country = by.get(iso3);
    areas.push({
      id: iso3,
      name: country ? nameOfState(country) : '',
      fill: fillOf(country?.activities ?? 0),
      level: 1,
      outline,
      ...(country ? { figure: `${nameOfState(country)} ${number(country.activities)}`, weight: country.activities } : {}),
    });
  }
  const scene = { projection, areas, places: [], lines: [], backdrop: [] };
  return { ...scene, box: boxOf({ ...scene, areas: areas.filter((one) => by.size === 0 || by.has(one.id)) }) };
}
