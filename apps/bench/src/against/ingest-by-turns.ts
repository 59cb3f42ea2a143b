import { bundleRequest, countResources } from '../measure/measure-ingest.ts';
import { measureSlice } from '../measure/measure-slice.ts';
import type { Slice } from '../measure/side.ts';
import type { RunningRecord } from '../processes/start-record.ts';
import { type Compared, compared, type Pair, round } from './by-turns.ts';

/** Bundles of one round, and requests at once. */
const bundlesOfARound = 16;

/**
 * Loads a population into both records, a few bundles into the one and then into the other; rates in resources per second. The first round
 * is not counted; undefined if there is no other.
 */
export async function ingestByTurns(
  records: Pair<RunningRecord>,
  bundles: readonly string[],
  tokens: Pair<string>,
): Promise<Compared | undefined> {
  const send = async (record: RunningRecord, part: readonly string[], token: string): Promise<Slice> => {
    const left = part.map((text) => bundleRequest(text, token));
    const slice = await measureSlice(record, { concurrency: bundlesOfARound, next: () => left.shift() });
    return { ...slice, requests: countResources(part) };
  };
  const done: Pair<Slice>[] = [];
  // The organisations first: patients refer to them.
  await round(0, records, (record, whose) => send(record, bundles.slice(0, 1), tokens[whose]));
  for (let from = 1; from < bundles.length; from += bundlesOfARound) {
    const part = bundles.slice(from, from + bundlesOfARound);
    const number = (from - 1) / bundlesOfARound;
    const measured = await round(number, records, (record, whose) => send(record, part, tokens[whose]));
    if (number > 0) done.push(measured);
  }
  return done.length === 0 ? undefined : compared(done);
}
