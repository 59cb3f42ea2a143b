import type { DigestOptions, RangeDigest, RecordStore } from '@baseplate-epr/contracts';
import { ahead } from './ahead.ts';
import { requireWanted } from './cancelled.ts';

const limit = 10_000;

/** Every digest of a store in bytewise order of the names, the next page asked for while one is looked at. */
export async function* digestRanges(
  store: Pick<RecordStore, 'digest'>,
  by: DigestOptions['by'],
  signal: AbortSignal | undefined,
): AsyncGenerator<RangeDigest, void, undefined> {
  for await (const page of ahead(pages(store, by, signal))) yield* page;
}

async function* pages(
  store: Pick<RecordStore, 'digest'>,
  by: DigestOptions['by'],
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly RangeDigest[], void, undefined> {
  for (let after: string | undefined; ; ) {
    requireWanted(signal);
    const { ranges, next } = await store.digest({ by, after, limit });
    yield ranges;
    if (next === undefined) return;
    after = next;
  }
}
