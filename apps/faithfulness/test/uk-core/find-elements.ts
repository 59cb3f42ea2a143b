import { isJsonObject, type JsonObject, type JsonValue } from '@baseplate-epr/fhir';
import { objectsIn, type Row, saidValue } from './definitions.ts';
import type { Rebuild } from './mutation.ts';

/** The values of one element of one object that an element id means: all of them, or those of one slice. */
export interface FoundElement {
  readonly parent: JsonObject;
  readonly parentPath: string;
  /** JSON key: `valueQuantity` for `value[x]`. */
  readonly key: string;
  /** Name without type: `value`. */
  readonly name: string;
  readonly isChoice: boolean;
  /** Positions in the array; empty where there is none. */
  readonly indexes: readonly number[];
  /** Puts a changed parent in its place. */
  readonly rebuild: Rebuild;
}

interface Place {
  readonly object: JsonObject;
  readonly path: string;
  readonly rebuild: Rebuild;
}

/** Where a resource or element has what the id of a differential's element means. */
export function findElements(start: Place, id: string, rows: readonly Row[]): readonly FoundElement[] {
  const steps = id.split('.').slice(1);
  let places: readonly Place[] = [start];
  let at = id.split('.')[0] ?? '';
  for (const [index, step] of steps.entries()) {
    at = `${at}.${step}`;
    const found = places.flatMap((place) => inPlace(place, step, at, rows));
    if (index === steps.length - 1) return found;
    places = found.flatMap(placesIn);
  }
  return [];
}

function inPlace(
  { object, path, rebuild }: Place,
  step: string,
  id: string,
  rows: readonly Row[],
): readonly FoundElement[] {
  const [full = '', slice] = step.split(':');
  const isChoice = full.endsWith('[x]');
  const name = full.replace('[x]', '');
  const key = isChoice ? Object.keys(object).find((one) => new RegExp(`^${name}[A-Z]`).test(one)) : name;
  const value = key === undefined ? undefined : object[key];
  if (key === undefined || value === undefined) return [];
  const items = Array.isArray(value) ? value : undefined;
  const indexes = (items ?? []).flatMap((item, index) =>
    slice === undefined || isInSlice(item, id, rows) ? [index] : [],
  );
  if (items === undefined ? slice !== undefined && !isInSlice(value, id, rows) : indexes.length === 0) return [];
  return [{ parent: object, parentPath: path, key, name, isChoice, indexes, rebuild }];
}

/** An extension is known by its URL, anything else by what the slice fixes. */
function isInSlice(item: JsonValue, id: string, rows: readonly Row[]): boolean {
  const slice = rows.find((row) => row.id === id);
  const [type] = objectsIn(slice?.type);
  const [profile] = Array.isArray(type?.profile) ? type.profile : [];
  if (typeof profile === 'string' && isJsonObject(item) && item.url !== undefined) return item.url === profile;
  const fixed = rows.filter((row) => row.id.startsWith(`${id}.`) && !row.id.slice(id.length).includes(':'));
  const said = fixed.flatMap((row) => {
    const value = saidValue(row, 'fixed');
    return value === undefined ? [] : [{ steps: row.id.slice(id.length + 1).split('.'), value }];
  });
  return said.length > 0 && said.every(({ steps, value }) => valuesAt(item, steps).includes(value));
}

function valuesAt(item: JsonValue, steps: readonly string[]): readonly JsonValue[] {
  const [step, ...rest] = steps;
  if (Array.isArray(item)) return item.flatMap((one) => valuesAt(one, steps));
  if (step === undefined) return [item];
  const value = isJsonObject(item) ? item[step] : undefined;
  return value === undefined ? [] : valuesAt(value, rest);
}

/** Each value as a place of its own. */
function placesIn({ parent, parentPath, key, name, indexes, rebuild }: FoundElement): readonly Place[] {
  const value = parent[key];
  if (isJsonObject(value)) {
    return [
      { object: value, path: `${parentPath}.${name}`, rebuild: (changed) => rebuild({ ...parent, [key]: changed }) },
    ];
  }
  if (!Array.isArray(value)) return [];
  return indexes.flatMap((index) => {
    const object = value[index];
    if (!isJsonObject(object)) return [];
    const put: Rebuild = (changed) => rebuild({ ...parent, [key]: value.with(index, changed) });
    return [{ object, path: `${parentPath}.${name}[${index}]`, rebuild: put }];
  });
}
