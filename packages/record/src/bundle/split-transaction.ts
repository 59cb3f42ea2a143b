import { type ParsedResource, splitBundle } from '@baseplate-epr/fhir';
import type { BundleOptions } from '../session/bundle-types.ts';
import type { RecordParts } from '../session/record-parts.ts';
import { newId } from '../write/new-id.ts';
import type { BundleEntry } from './bundle-entry.ts';
import { requireDistinctFullUrls } from './full-urls.ts';
import { readEntry } from './read-entry.ts';
import type { ResolvedEntry } from './resolved-entry.ts';

/** A transaction whose requests are understood, while its resources are still bytes. */
export interface SplitTransaction {
  readonly entries: readonly BundleEntry[];
  /** The same, with what each is about. */
  readonly resolved: readonly ResolvedEntry[];
  /** The text of an entry's resource; nothing has been looked at in it yet. */
  textOf(index: number): string;
}

/**
 * Takes a transaction apart that does nothing but put resources under their ids and create new ones, without conditions: then what each
 * entry comes to can be told without the resources of the others.
 *
 * @returns undefined for any other Bundle, and for one with which anything is wrong: reading it whole tells what.
 */
export function splitTransaction(
  parts: RecordParts,
  bytes: Uint8Array,
  check: BundleOptions['check'],
): SplitTransaction | undefined {
  const { depth, bundleEntries, bundleLength } = parts.limits;
  // In UTF-8 a text has never fewer bytes than it has characters in UTF-16.
  if (bytes.length > bundleLength) return undefined;
  const split = splitBundle(bytes, { maxDepth: depth, maxEntries: bundleEntries });
  if (split === undefined) return undefined;
  const { resourceType, type } = split.bundle;
  if (resourceType !== 'Bundle' || type !== 'transaction') return undefined;
  try {
    const options = { baseUrl: parts.baseUrl(), check, resourceOf: () => unread };
    const entries: BundleEntry[] = [];
    const resolved: ResolvedEntry[] = [];
    for (const [index, json] of split.entries.entries()) {
      const { parsed: _unread, ...entry } = readEntry(json, index, options);
      const direct = resolve(parts, entry);
      if (direct === undefined) return undefined;
      entries.push(entry);
      resolved.push(direct);
    }
    requireDistinctFullUrls(entries);
    const written = new Set(resolved.map(({ key }) => `${key?.type}/${key?.id}`));
    return written.size === resolved.length ? { entries, resolved, textOf: split.textOf } : undefined;
  } catch {
    // Whatever it is, reading it whole comes upon it again, in its turn.
    return undefined;
  }
}

/** Stands for a resource whose request alone is understood. */
const unread: ParsedResource = {
  resource: {},
  text: '{}',
  digits: { digitsOf: () => undefined },
  spanOf: () => undefined,
};

/** What an entry without conditions is about. */
function resolve(parts: RecordParts, entry: BundleEntry): ResolvedEntry | undefined {
  const { method, target } = entry;
  const common = { entry, read: undefined, guards: [] };
  if (method === 'PUT' && target.kind === 'instance' && target.versionId === undefined) {
    return { ...common, id: target.id, action: 'update', key: target };
  }
  if (method === 'POST' && target.kind === 'type' && entry.ifNoneExist === undefined) {
    const id = newId((size) => parts.context.randomBytes(size));
    return { ...common, id, action: 'create', key: { type: target.type, id } };
  }
  return undefined;
}
