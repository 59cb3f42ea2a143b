import { expect, test } from 'vitest';
import { runKit } from '../../kit/run-kit.ts';
import { recordStoreKit } from '../record-store-kit.ts';
import { plantedRecordStoreFaults } from './planted-record-store-faults.ts';

/** For each fault, the beginning of the name of a case that has to notice it. */
const caughtBy: Readonly<Record<string, string>> = {
  'lost update': 'commit: a write is made only if what it expects is there',
  'half-applied transaction': 'commit: one conflict undoes all other writes',
  'torn commit': 'commit: nobody sees half a commit',
  'racing guard': 'race: of commits guarded by the absence of the same thing',
  'forgotten fence': 'fence: refuses commits of earlier epochs',
  'racing fence': 'fence: of many at once',
  'overwriting load': 'load: a version that differs',
  'partial load': 'load: a version that differs',
  'stale digest': 'digest: is what the contract defines',
  'forgotten generation': 'generation: once closed, commits of a lower one are refused',
  'times not looked at': 'times: a commit that was overtaken',
  'times looked at unasked': 'times: what is too far ahead',
  'generation of commits lost': 'generation: entries of a commit',
  'generation of loads lost': 'generation: entries that were loaded',
  'index without versions': 'index: leaves a resource alone that has a newer version',
  'wrong version': 'read: gives the newest version, or the one asked for',
  'text written anew': 'text: every byte comes back',
  'digits lost': 'text: everything a resource says comes back',
  'kept versions untold': 'commit: what is kept is told',
  'late commit skipped': 'changes: a reader beside racing writers misses nothing',
  'end ignored': 'changes: begun at the end, only what comes later follows',
  'versions swapped': 'changes: every version in commit order',
  'history by compartment of now': 'history: shows only versions that may be seen',
  'unstable sort': 'paging: pages of every size',
  'unstable page': 'paging: what exists throughout is seen exactly once',
  'not per entry': 'predicate: not is per resource',
  'composite across elements': 'predicate: composite',
  'remembered too long': 'again: asked again, it is answered by what is there now: what moves',
  'words anywhere': 'predicate: text: whole words',
  'missing unit matches': 'predicate: quantity',
  'includes cut short': 'cost: more includes than allowed',
  'deleted still found': 'versions: a deleted resource is not found',
  'later words are whole': 'sort: strings by their beginning',
  'old entries stay': 'versions: only the newest is found',
  'leak through matches': 'access: matches and totals',
  'leak through total': 'access: matches and totals',
  'leak through include': 'access: includes neither show nor go through',
  'leak through chain': 'access: a chain says nothing',
  'leak through guard': 'guard: sees only what its access rules allow',
  'stop amid work': 'durability: once stopped, no call is in hand',
  'looking makes': 'durability: a start that only looks',
  'another name each time': 'module: where what it keeps has a name',
  'total of the rest': 'history: pages of every size',
  'torn read': 'commit: nobody sees half a commit',
  'not durable': 'durability: everything is as it was',
};

test.for(plantedRecordStoreFaults)('the kit notices: $name', { timeout: 120_000 }, async ({ name, subject }) => {
  const { passed, results } = await runKit({ kit: recordStoreKit, subject });
  const failed = results.filter(({ outcome }) => outcome === 'failed').map((result) => result.name);
  expect(failed).toContainEqual(expect.stringMatching(new RegExp(`^${caughtBy[name] ?? 'a case named in this test'}`)));
  expect(passed).toBe(false);
  // A fault breaks one promise: were most cases to fail, nothing would be shown about the one that is meant.
  expect(failed.length).toBeLessThan(results.length / 2);
});
