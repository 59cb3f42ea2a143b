import assert from 'node:assert/strict';
import type { Module } from '@baseplate-epr/contracts';
import type { Case } from './kit.ts';
import type { SeededRandom } from './seeded-random.ts';

/** So much is kept, in bytes, of what cannot be made smaller. */
const kept = 1024 * 1024;
/** A store packs text, and may have had room to spare. */
const least = kept / 4;

/**
 * That what a store says of its size grows by what is kept in it: whoever watches it wants to know before the disk is full.
 *
 * @param keep - has the store keep these texts
 */
export function growthCase<Adapter extends Module>(
  keep: (adapter: Adapter, texts: readonly string[]) => Promise<unknown>,
): Case<Adapter> {
  return {
    name: 'module: where it tells how much room it takes, that grows by what is kept',
    safety: false,
    run: async ({ adapter, random }) => {
      const before = await adapter.size?.();
      if (before === undefined) return;
      await keep(adapter, textsOf(random));
      const after = await adapter.size?.();
      // What is reckoned from a part may not have seen it.
      if (after?.isEstimate === true) return;
      const grown = (after?.bytes ?? 0) - before.bytes;
      assert.ok(grown >= least, `${kept} bytes were kept, and the room it takes is said to have grown by ${grown}.`);
    },
  };
}

function textsOf(random: SeededRandom): readonly string[] {
  const piece = 64 * 1024;
  return Array.from({ length: kept / piece }, () => Buffer.from(random.bytes((piece * 3) / 4)).toString('base64'));
}
