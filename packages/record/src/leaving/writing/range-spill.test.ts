import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writtenSum } from '../../change-over/version-hash.ts';
import { createRangeSpill } from './range-spill.ts';

test('sums of any ranges are those that memory alone would make, in the order of their bytes', async () => {
  const hash = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });
  const name = fc.oneof(
    fc.constantFrom('Patient/a', 'Patient/b', 'Patient/é', 'Patient/🩺', 'Patient/\uffff'),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, hash), { maxLength: 40 }), async (added) => {
      run += 1;
      const directory = join(tmpdir(), `range-spill-${process.pid}-${run}`);
      const spill = createRangeSpill(directory, 3);
      try {
        const expected = new Map<string, { versions: number; sum: bigint }>();
        for (const [one, number] of added) {
          await spill.add(one, number);
          const before = expected.get(one) ?? { versions: 0, sum: 0n };
          expected.set(one, { versions: before.versions + 1, sum: before.sum + number });
        }
        const order = [...expected].sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
        expect(await Array.fromAsync(spill.ranges())).toEqual(
          order.map(([one, { versions, sum }]) => ({ name: one, versions, sum: writtenSum(sum) })),
        );
        await spill.close();
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    }),
  );
});
