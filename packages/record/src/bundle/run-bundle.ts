import { parseResource } from '@baseplate-epr/fhir';
import { malformed, tooLarge } from '../error/refusals.ts';
import type { BundleAnswer, BundleOptions } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { requireWaiting } from '../session/require-waiting.ts';
import { boundedReading } from './bounded-reading.ts';
import { runBatch } from './run-batch.ts';
import { runTransaction } from './run-transaction.ts';

/** Carries out a batch or transaction; see `RecordSession.bundle`. */
export async function runBundle(parts: RecordParts, caller: Caller, options: BundleOptions): Promise<BundleAnswer> {
  const leave = await parts.bundles.enter(options.text.length);
  try {
    requireWaiting(caller.signal);
    return await runInWork(parts, caller, options, leave);
  } finally {
    leave();
  }
}

async function runInWork(
  parts: RecordParts,
  caller: Caller,
  { text, operation, check }: BundleOptions,
  leave: () => void,
): Promise<BundleAnswer> {
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
  if (type === 'transaction') {
    const answers = await runTransaction(parts, caller, bundle, entries, { reading, check, planned: leave });
    return { type: 'transaction-response', entries: answers };
  }
  // Its entries wait for the disk one by one, which must not keep others out.
  leave();
  return { type: 'batch-response', entries: await runBatch(parts, caller, bundle, entries, reading, check) };
}
