/** What places and goods are called: the server tells it beside the ids, where the scenarios it keeps agree. */
interface Told {
  places: Record<string, string>;
  products: Record<string, string>;
}

let told = $state.raw<Told>({ places: {}, products: {} });

/** Keeps what an answer tells, if it tells anything new. */
export function learnNames(body: unknown): void {
  const news = (body as { names?: Partial<Told> } | null | undefined)?.names;
  if (!news?.places || !news.products) return;
  const isNew = (known: Record<string, string>, more: Record<string, string>) => Object.keys(more).some((id) => known[id] !== more[id]);
  if (!isNew(told.places, news.places) && !isNew(told.products, news.products)) return;
  told = { places: { ...told.places, ...news.places }, products: { ...told.products, ...news.products } };
}

export const nameOfPlace = (id: string): string => told.places[id] ?? '';
export const nameOfProduct = (id: string): string => told.products[id] ?? '';
/** For a title or a sentence: the name, and the id that stands on papers. */
export const placeInFull = (id: string): string => (nameOfPlace(id) ? `${nameOfPlace(id)} (${id})` : id);
