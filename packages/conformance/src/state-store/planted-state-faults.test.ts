import { expect, test } from 'vitest';
import { runKit } from '../kit/run-kit.ts';
import { plantedStateFaults } from './planted-state-faults.ts';
import { stateStoreKit } from './state-store-kit.ts';

const caughtBy: Readonly<Record<string, string>> = {
  'size that stands still': 'that grows by what is kept',
  'non-atomic compare-and-set': 'exactly one is written',
  'size that is no number': 'how much room it takes',
  'namespaces leaking': 'visible from another',
  'expired still visible': 'until its expiry by the injected clock',
  'quota ignored': 'exactly its quota',
  'quota raced': 'do not pass the quota together',
  'versions repeated': 'every write gives another version',
  'order by code unit': 'ordered by their UTF-8 bytes',
  'prefix as pattern': 'clear deletes the keys of a prefix and no others',
  remembered: 'processes beside each other see',
  'forgotten at the end': 'after the store is opened again',
};

for (const { name, subject } of plantedStateFaults) {
  test(`the kit catches: ${name}`, async () => {
    const { passed, results } = await runKit({ kit: stateStoreKit, subject, caseTimeout: 5_000 });
    const failed = results.filter(({ outcome }) => outcome === 'failed').map((result) => result.name);
    expect(passed).toBe(false);
    expect(failed).toContainEqual(expect.stringContaining(caughtBy[name] ?? 'a case named in this test'));
  });
}
