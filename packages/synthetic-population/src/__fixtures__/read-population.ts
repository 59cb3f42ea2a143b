import { generatePopulation } from '../generate-population.ts';

/** A resource as a test reads it. */
export type Json = { readonly [name: string]: unknown };

/** One bundle, parsed. */
export interface ReadBundle {
  readonly index: number;
  readonly text: string;
  readonly entries: readonly {
    readonly resource: Json;
    readonly request: { readonly method: string; readonly url: string };
  }[];
}

/** The moment of the sketches: Saturday 21 November 2026, 08:14. */
export const sketchMoment: number = Date.UTC(2026, 10, 21, 8, 14);

/** A whole population in memory. */
export function readPopulation(patients: number, seed: number | string = 1, now = sketchMoment): ReadBundle[] {
  return [...generatePopulation({ patients, seed, now })].map(({ index, text }) => {
    const bundle: { entry: ReadBundle['entries'] } = JSON.parse(text);
    return { index, text, entries: bundle.entry };
  });
}

/** The resources of one type in a bundle. */
export const resourcesOf = (bundle: ReadBundle | undefined, type: string): Json[] =>
  (bundle?.entries ?? []).map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);

/** What lies at a path of names and positions; undefined where there is nothing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as { readonly [name: string | number]: unknown })[step];
  }
  return found;
}
