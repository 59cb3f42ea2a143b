import { spliceText } from '../json/splice-text.ts';
import { type MetaItem, type MetaSetName, type MetaSets, metaSetNames, metaSpanOf } from './meta-sets.ts';
import { membersOf } from './text-members.ts';

/**
 * The text of a resource with other sets in its meta: those given take the place of those there, an empty one takes its member away, and what
 * is not given stays.
 *
 * Every byte outside `meta` stays as it is, and so does every other member in it. Where there is no meta, one is inserted after `id`, or else after
 * `resourceType`.
 *
 * @param text - a resource as well-formed JSON; its meta, if there is one, is an object.
 */
export function withMetaSets(text: string, sets: MetaSets): string {
  const meta = metaSpanOf(text);
  if (meta === undefined) {
    const made = metaSetNames.flatMap((name) => memberOf(name, sets[name]));
    return made.length === 0 ? text : spliceText(text, [insertion(text, `"meta":{${made.join(',')}}`)]);
  }
  const members: string[] = [];
  const missing = new Set(metaSetNames);
  for (const { key, opening, end } of membersOf(text, meta.start)) {
    const name = metaSetNames.find((one) => one === key);
    const set = name === undefined ? undefined : sets[name];
    if (name === undefined || set === undefined) members.push(text.slice(opening, end));
    else members.push(...memberOf(name, set));
    if (name !== undefined) missing.delete(name);
  }
  for (const name of missing) members.push(...memberOf(name, sets[name]));
  return spliceText(text, [{ ...meta, replacement: `{${members.join(',')}}` }]);
}

function memberOf(name: MetaSetName, items: readonly MetaItem[] = []): readonly string[] {
  return items.length === 0 ? [] : [`"${name}":[${items.map(({ text }) => text).join(',')}]`];
}

function insertion(text: string, member: string) {
  let after: number | undefined;
  let first: number | undefined;
  for (const { key, opening, end } of membersOf(text, 0)) {
    first ??= opening;
    if (key === 'id' || (key === 'resourceType' && after === undefined)) after = end;
    if (key === 'id') break;
  }
  if (after !== undefined) return { start: after, end: after, replacement: `,${member}` };
  const start = first ?? text.indexOf('{') + 1;
  return { start, end: start, replacement: first === undefined ? member : `${member},` };
}
