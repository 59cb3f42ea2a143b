import type { IndexEntry } from '@baseplate-epr/contracts';
import { isResourceType } from '../../fhirpath/type-model.ts';
import { asList, asObject, asText, type ContainedLink, type EntrySink } from '../entry/entry-sink.ts';
import { withoutDuplicates } from '../without-duplicates.ts';
import { containedCount, containedParameter, containedPresence } from './contained-parameter.ts';

/** Adds the entries of one resource to a sink. */
type Extract = (type: string, sink: EntrySink, resource: object) => void;

/**
 * The entries of contained resources, for the chains that lead to them: “a chained condition will be evaluated inside contained
 * resources” (https://hl7.org/fhir/R4/search.html#contained). Where they refer to others that are contained too, nothing follows.
 * The first resource of a document or message is asked in the same way: `Bundle.composition` “provides access to search its contents”.
 */
export function containedEntries(
  resource: object,
  { inside = [], baseUrl, contained, most }: EntrySink,
  extract: Extract,
): readonly IndexEntry[] {
  const resources = new Map<string, object>();
  for (const one of asList((resource as { contained?: unknown }).contained)) {
    const found = asObject(one);
    if (found) resources.set(asText(found.id), found);
  }
  const links = new Map(inside.map((link) => [`${link.parameter} ${link.id}`, link]));
  const counts = new Map<string, number>();
  const entries: IndexEntry[] = [];
  for (const link of links.values()) {
    const found = link.nested ?? resources.get(link.id);
    const type =
      link.nested === undefined ? (contained.get(link.id) ?? '') : asText(asObject(link.nested)?.resourceType);
    if (found === undefined || !isResourceType(type)) continue;
    const presence = containedPresence(link.parameter, type);
    const number = (counts.get(presence) ?? 0) + 1;
    counts.set(presence, number);
    const left = Math.max(0, most - entries.length);
    // One by one: as arguments of one call thousands would not fit on the stack.
    const within = link.nested === undefined ? contained : containedTypes(found);
    for (const entry of entriesOf(found, { link, type, number, baseUrl, contained: within, most: left, extract }))
      entries.push(entry);
  }
  for (const [parameter, count] of counts) {
    entries.push({ kind: 'token', parameter, system: '', code: containedCount.some });
    if (count > 1) entries.push({ kind: 'token', parameter, system: '', code: containedCount.several });
  }
  return withoutDuplicates(entries.sort(byParameter));
}

const none: ReadonlyMap<string, string> = new Map();

/** The types of what a resource contains, by id. */
export function containedTypes(resource: object): ReadonlyMap<string, string> {
  const contained = asList((resource as { contained?: unknown }).contained);
  if (contained.length === 0) return none;
  return new Map(contained.map((one) => [asText(asObject(one)?.id), asText(asObject(one)?.resourceType)]));
}

interface Task extends Pick<EntrySink, 'baseUrl' | 'contained' | 'most'> {
  readonly link: ContainedLink;
  readonly type: string;
  readonly number: number;
  readonly extract: Extract;
}

function entriesOf(
  found: object,
  { link, type, number, baseUrl, contained, most, extract }: Task,
): readonly IndexEntry[] {
  const entries: IndexEntry[] = [];
  extract(type, { entries, baseUrl, contained, most }, found);
  const first = Math.min(number, mostApart) * elementsApart;
  return entries.map((entry) => ({
    ...entry,
    parameter: containedParameter(link.parameter, type, entry.parameter),
    element: first + (entry.element ?? 0),
  }));
}

/** Numbers of elements of one contained resource, so that no composite joins what two of them say; below what 32 bits hold. */
const elementsApart = 100_000;
const mostApart = 20_000;

function byParameter(left: IndexEntry, right: IndexEntry): number {
  if (left.parameter === right.parameter) return 0;
  return left.parameter < right.parameter ? -1 : 1;
}
