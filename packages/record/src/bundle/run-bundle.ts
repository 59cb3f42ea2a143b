import { parseResource } from '@baseplate-epr/fhir';
import { malformed, tooLarge } from '../error/refusals.ts';
import type { BundleAnswer, BundleOptions } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { requireWaiting } from '../session/require-waiting.ts';
import { boundedReading } from './bounded-reading.ts';
import type { WholeBundle } from './read-transaction.ts';
import { runBatch } from './run-batch.ts';
import { runTransaction } from './run-transaction.ts';
import { splitTransaction } from './split-transaction.ts';

/** Bytes or UTF-16 units of a batch up to which any number are carried out at once. */
const shared = 1024 * 1024;

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
  const reading = boundedReading(parts, caller, operation);
  const split = typeof text === 'string' ? undefined : splitTransaction(parts, text, check);
  const transaction = async (whole: () => WholeBundle) => {
    const entries = await runTransaction(parts, caller, { split, whole }, { reading, check, planned: leave });
    return { type: 'transaction-response' as const, entries };
  };
  if (split !== undefined) return transaction(() => readWhole(parts, text));
  const whole = readWhole(parts, text);
  if (whole.bundle.resource.type === 'transaction') return transaction(() => whole);
  // The entries of a batch wait for the disk one by one, which must not keep others out. But the parts of a long one fill as much memory as many
  // others, so those come one after the other.
  if (text.length <= shared) leave();
  const { bundle, raw } = whole;
  return { type: 'batch-response', entries: await runBatch(parts, caller, bundle, raw, reading, check) };
}

function readWhole({ limits }: RecordParts, text: BundleOptions['text']): WholeBundle {
  const { depth, bundleLength, bundleEntries } = limits;
  const written = typeof text === 'string' ? text : decoder.decode(text);
  const bundle = parseResource(written, { maxDepth: depth, maxLength: bundleLength });
  const { resourceType, type, entry: raw = [] } = bundle.resource;
  if (resourceType !== 'Bundle' || (type !== 'batch' && type !== 'transaction')) {
    throw malformed(
      'The body is not a Bundle of type batch or transaction. To keep a Bundle as a resource, POST it to /Bundle.',
    );
  }
  if (!Array.isArray(raw)) throw malformed('Bundle.entry is not an array.');
  if (raw.length > bundleEntries) {
    throw tooLarge(`The Bundle has more than the ${bundleEntries} entries accepted here. Send it in parts.`);
  }
  return { bundle, raw };
}

// A byte order mark is taken off: RFC 8259 lets a reader ignore it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
