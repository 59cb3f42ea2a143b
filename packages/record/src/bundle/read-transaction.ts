import { bundleScope, entryResource, type JsonValue, type ParsedResource } from '@baseplate-epr/fhir';
import type { CheckEntry } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { forEntry, forEntryNow } from './at-entry.ts';
import { breather } from './breather.ts';
import { type BundleEntry, isReading } from './bundle-entry.ts';
import { requireDistinctFullUrls } from './full-urls.ts';
import { readEntry } from './read-entry.ts';
import { readWriting } from './read-writing.ts';
import type { WritingEntry } from './resolved-entry.ts';

/** A Bundle that was read whole, and its entries as they came. */
export interface WholeBundle {
  readonly bundle: ParsedResource;
  readonly raw: readonly JsonValue[];
}

/** A transaction whose entries are understood; those that write are valid. */
export interface ReadTransaction {
  readonly entries: readonly BundleEntry[];
  readonly writing: readonly WritingEntry[];
}

/** Understands a transaction and validates what it writes, before anything in the record is looked at. */
export async function readTransaction(
  parts: RecordParts,
  caller: Caller,
  { bundle, raw }: WholeBundle,
  check: CheckEntry | undefined,
): Promise<ReadTransaction> {
  const options = {
    baseUrl: parts.baseUrl(),
    check,
    resourceOf: (index: number) => entryResource(bundle, index),
  };
  const breathe = breather();
  const around = bundleScope(bundle.resource);
  const entries: BundleEntry[] = [];
  const writing: WritingEntry[] = [];
  for (const [index, json] of raw.entries()) {
    const pause = breathe();
    if (pause !== undefined) await pause;
    const entry = forEntryNow(index, () => readEntry(json, index, options));
    entries.push(entry);
    if (!isReading(entry)) writing.push(await forEntry(index, () => readWriting(parts, caller, entry, around)));
  }
  requireDistinctFullUrls(entries);
  return { entries, writing };
}
