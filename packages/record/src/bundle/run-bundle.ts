import { parseResource } from '@baseplate-epr/fhir';
import { malformed, tooLarge } from '../error/refusals.ts';
import type { BundleAnswer, BundleOptions } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { boundedReading } from './bounded-reading.ts';
import { runBatch } from './run-batch.ts';
import { runTransaction } from './run-transaction.ts';

/** Carries out a batch or transaction; see `RecordSession.bundle`. */
export async function runBundle(parts: RecordParts, caller: Caller, options: BundleOptions): Promise<BundleAnswer> {
  const { text, operation, check } = options;
  const { depth, bundleLength, bundleEntries } = parts.limits;
  const bundle = parseResource(text, { maxDepth: depth, maxLength: bundleLength });
  const { resourceType, type, entry: entries = [] } = bundle.resource;
  if (resourceType !== 'Bundle' || (type !== 'batch' && type !== 'transaction')) {
    throw malformed(
      'The body is not a Bundle of type batch or transaction. To keep a Bundle as a resource, POST it to /Bundle.',
    );
  }
  if (!Array.isArray(entries)) throw malformed('Bundle.entry is not an array.');
  if (entries.length > bundleEntries) {
    throw tooLarge(`The Bundle has more than the ${bundleEntries} entries accepted here. Send it in parts.`);
  }
  const reading = boundedReading(parts, caller, operation);
  return type === 'batch'
    ? { type: 'batch-response', entries: await runBatch(parts, caller, bundle, entries, reading, check) }
    : { type: 'transaction-response', entries: await runTransaction(parts, caller, bundle, entries, reading, check) };
}
