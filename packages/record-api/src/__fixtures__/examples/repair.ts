import type { Draft } from './example-object.ts';

/**
 * Takes out of a draft what a validation issue is about: the last member its path names, or where that is mandatory, in a later
 * round, what holds it.
 *
 * @returns false if there is nothing to take out
 */
export function repair(draft: Draft, expression: string): boolean {
  const steps = [...expression.matchAll(/\.([A-Za-z]+)(?:\[(\d+)\])?/g)].map(([, name = '', index]) => ({
    name,
    index: Number(index ?? 0),
  }));
  const holders: { readonly holder: Draft; readonly keys: readonly string[] }[] = [];
  let holder: unknown = draft;
  for (const { name, index } of steps) {
    if (!isDraft(holder)) break;
    const keys = keysFor(holder, name);
    if (keys.length === 0) break;
    holders.push({ holder, keys });
    const value: unknown = holder[keys[0] ?? ''];
    holder = Array.isArray(value) ? value[index] : value;
  }
  const last = holders.at(-1);
  if (last === undefined) return false;
  for (const key of last.keys) delete last.holder[key];
  // What is left empty by it is not FHIR either.
  for (const { holder: above, keys } of holders.slice(0, -1).reverse()) {
    for (const key of keys) if (isEmpty(above[key])) delete above[key];
  }
  return true;
}

function keysFor(holder: Draft, name: string): readonly string[] {
  const keys = Object.keys(holder).filter((key) => key.replace(/^_/, '') === name);
  if (keys.length > 0) return keys;
  return Object.keys(holder).filter((key) => new RegExp(`^_?${name}[A-Z]`).test(key));
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isEmpty) : isDraft(value) && Object.keys(value).length === 0;
}
