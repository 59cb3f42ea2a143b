import type { Compartment, IndexEntry } from '@baseplate-epr/contracts';
import { compartmentsOf } from '../compartment/compartments-of.ts';
import { containedEntries, containedTypes } from './contained/contained-entries.ts';
import type { EntrySink } from './entry/entry-sink.ts';
import { resourceExtractor } from './resource-extractor.ts';
import { type SearchRegistry, searchRegistry } from './search-registry.ts';
import { textEntries } from './text/text-entries.ts';
import { withoutDuplicates } from './without-duplicates.ts';

/** What to index. */
export interface IndexResourceOptions {
  readonly type: string;
  /** The resource as parsed JSON. Not changed. */
  readonly resource: object;
  /** The server's own address: absolute references under it are local. */
  readonly baseUrl?: string;
  /** Default: the parameters of R4. */
  readonly registry?: SearchRegistry;
  /** Whether `_text` and `_content` are to find the resource. Default: no. */
  readonly fullText?: boolean;
  /** How many entries its values may come to, those that would stand twice included. Default: any number. */
  readonly mostEntries?: number;
}

/** What a record store is told about a resource. */
export interface IndexedResource {
  /** Without duplicates, ordered by parameter; those of contained and nested resources follow. */
  readonly entries: readonly IndexEntry[];
  /** The patient compartments it lies in. */
  readonly compartments: readonly Compartment[];
}

/**
 * Computes the index entries and patient compartments of a resource.
 *
 * It is tolerant: what is malformed adds no entries, since a resource is validated elsewhere. `_id` and `_lastUpdated` are left
 * out, because the store keeps them itself. Beside an identifier stand entries named
 * `<parameter>:of-type` (code `type|value`), beside a reference with an identifier those named `<parameter>:identifier`, and for an
 * element of which nothing can be searched for those named `<parameter>:present`; what a List marks as deleted is noted as `item:removed`. What chains find in a contained resource, or in the first of a document or message, is named
 * `<parameter>:<Type>.<its parameter>`.
 * Pure, and fast enough for the hot path: the paths are compiled once per type.
 *
 * @throws BaseplateError `limit-exceeded` for more than `mostEntries`, as soon as there are
 */
export function indexResource(options: IndexResourceOptions): IndexedResource {
  const { type, resource, baseUrl, mostEntries: most = Number.POSITIVE_INFINITY } = options;
  const entries: IndexEntry[] = [];
  const registry = options.registry ?? searchRegistry;
  const contained = containedTypes(resource);
  const hasInside = contained.size > 0 || type === 'Bundle';
  const sink: EntrySink = { entries, baseUrl, contained, most, ...(hasInside ? { inside: [] } : {}) };
  resourceExtractor(registry, type)(sink, resource);
  const own = withoutDuplicates(entries);
  const compartments = compartmentsOf({ type, id: idOf(resource), entries: own });
  const extract = (name: string, into: EntrySink, one: object) => resourceExtractor(registry, name)(into, one);
  const unique = sink.inside?.length ? [...own, ...containedEntries(resource, sink, extract)] : own;
  return { entries: options.fullText ? [...unique, ...textEntries(resource)] : unique, compartments };
}

function idOf(resource: object): string | undefined {
  const id = (resource as { id?: unknown }).id;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
