import { malformed } from '../error/refusals.ts';
import type { BundleAnswer, BundleOptions } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';

/** Carries out a batch or transaction; see `RecordSession.bundle`. */
export async function runBundle(_parts: RecordParts, _caller: Caller, _options: BundleOptions): Promise<BundleAnswer> {
  throw malformed('The body is not a Bundle of type batch or transaction.');
}
