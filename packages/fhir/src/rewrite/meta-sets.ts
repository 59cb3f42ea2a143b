import { keptTextLimits } from '../json/json-limits.ts';
import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import { parseResource } from '../json/parsed-resource.ts';
import { readJson, type TextSpan } from '../json/read-json.ts';
import { itemsOf, membersOf } from './text-members.ts';

/** What a resource's meta holds as sets (https://hl7.org/fhir/R4/resource.html#Meta): their items have no order that means anything. */
export const metaSetNames = ['profile', 'security', 'tag'] as const;

/** The name of a set in a meta. */
export type MetaSetName = (typeof metaSetNames)[number];

/** One profile, security label or tag. */
export interface MetaItem {
  /** Two items of a set with the same key are the same: the URL of a profile; system and code of a label or tag, whatever its version and display. */
  readonly key: string;
  /** As it is written, to the digit. */
  readonly text: string;
  readonly value: JsonValue;
}

/** Sets of a meta; one that is absent from it is absent here. */
export type MetaSets = { readonly [Name in MetaSetName]?: readonly MetaItem[] };

/**
 * The sets in the meta of a resource itself, not of those it contains.
 *
 * Where none of the names stands in the text, which is the rule, that is all that is looked at.
 *
 * @param text - a resource as JSON.
 * @throws BaseplateError `input-invalid` where it is none after all, as in a store that was damaged
 */
export function metaSetsOf(text: string, names: readonly MetaSetName[] = metaSetNames): MetaSets {
  // A letter of a key can be written as an escape of this kind, and in no other way.
  if (!names.some((name) => text.includes(`"${name}"`)) && !text.includes('\\u')) return {};
  const meta = metaSpanOf(text);
  if (meta === undefined) return {};
  const sets: { [Name in MetaSetName]?: readonly MetaItem[] } = {};
  for (const { key, start } of membersOf(text, meta.start)) {
    const name = names.find((one) => one === key);
    if (name !== undefined && text[start] === '[') sets[name] = itemsOf(text, start).map(itemOf);
  }
  return sets;
}

/** The meta of a resource as it is written; undefined if it has none that is an object. @throws BaseplateError as {@link metaSetsOf} */
export function metaTextOf(text: string): string | undefined {
  const span = metaSpanOf(text);
  return span === undefined ? undefined : text.slice(span.start, span.end);
}

/**
 * Where the meta of a resource stands; undefined if it has none that is an object.
 *
 * The whole text is read first: to move through one that is cut off would never end.
 *
 * @throws BaseplateError as {@link metaSetsOf}
 */
export function metaSpanOf(text: string): TextSpan | undefined {
  parseResource(text, keptTextLimits);
  for (const { key, start, end } of membersOf(text, 0)) {
    if (key === 'meta') return text[start] === '{' ? { start, end } : undefined;
  }
  return undefined;
}

function itemOf(text: string): MetaItem {
  const { value } = readJson(text, keptTextLimits);
  return { key: keyOf(value) ?? text, text, value };
}

function keyOf(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return undefined;
  const { system = null, code, display = null } = value;
  // Without a code the words are all that tells one from another.
  return JSON.stringify(code === undefined ? [system, null, display] : [system, code]);
}
