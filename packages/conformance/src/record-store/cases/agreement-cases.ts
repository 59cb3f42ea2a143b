import assert from 'node:assert/strict';
import type { HistoryOptions, RecordStore } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';
import type { CaseContext } from '../../kit/case-context.ts';
import { randomAccess, randomQuery } from '../random/random-query.ts';
import { randomWorld, worldNames } from '../random/random-world.ts';
import { put, versionNames } from './actions.ts';
import { answers, asKept, draftOf, holdsAtRandom } from './agreement.ts';
import type { Draft } from './drafts.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

/** Worlds tried, and queries in each. */
const worlds = 25;
const queriesPerWorld = 12;

/** Random data and random queries, answered by the store and by the reference. */
export const agreementCases: readonly RecordStoreCase[] = [
  safetyCase('agreement: answers random queries over random data as the reference does', (context) =>
    holdsAtRandom(context, worlds, agreement),
  ),
];

function agreement({ adapter }: CaseContext<RecordStore>, reference: RecordStore) {
  // Both stores live through all worlds; each world says anew what every resource is, so earlier ones show in histories only.
  const newest = new Map<string, Draft>();
  let moment = 0;
  const begun: number[] = [];
  const queries = fc.array(randomQuery, { minLength: queriesPerWorld, maxLength: queriesPerWorld });
  return fc.asyncProperty(randomWorld, queries, randomAccess, async (world, asked, access) => {
    moment += 10;
    const drafts = world.flatMap((resource, place) => draftOf(newest, worldNames[place] ?? '', resource, moment));
    await put(adapter, ...drafts);
    const kept = await Promise.all(drafts.map((draft) => asKept(adapter, draft)));
    await put(reference, ...kept);
    begun.push(Math.min(...kept.map(({ lastUpdated = 0 }) => lastUpdated)));
    for (const query of asked) {
      assert.deepEqual(
        await answers(adapter, query),
        await answers(reference, query),
        'Another answer than the reference.',
      );
    }
    const options: HistoryOptions = { scope: { type: 'A' }, access, since: begun.at(-3) ?? 0, count: 100 };
    assert.deepEqual(
      await listed(adapter, options),
      await listed(reference, options),
      'Another history than the reference.',
    );
  });
}

async function listed(store: RecordStore, options: HistoryOptions): Promise<unknown> {
  const { versions, total } = await store.history(options);
  return { total, versions: versionNames(versions).sort() };
}
