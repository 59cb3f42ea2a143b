import assert from 'node:assert/strict';
import type { AuditLog, ChainedAuditEntry } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';
import { foreignLog } from '../foreign-log.ts';
import { chainOrigin, hashAuditEntry } from '../hash-audit-entry.ts';
import { tamperChain } from '../tamper-chain.ts';
import { readChains, trialEntry } from '../trial-entries.ts';

/** What `load` refuses. */
export const loadRefusalCases: readonly Case<AuditLog>[] = [
  {
    name: 'a load of entries that were changed, have gaps or are out of order is refused, and none of it is kept',
    safety: true,
    run: async (context) => {
      const { entries } = await foreignLog(context);
      const { adapter, reopen } = context;
      const [whole, chain, other] = byChain(entries);
      const swapped = chain.map((entry, index) => (index === 2 ? chain[3] : index === 3 ? chain[2] : entry));
      const bad: Readonly<Record<string, readonly (ChainedAuditEntry | undefined)[]>> = {
        'a changed entry': tamperChain('change-entry', chain),
        'a changed hash': tamperChain('change-hash', chain),
        'a gap': tamperChain('remove-entry', chain),
        'exchanged numbers': tamperChain('swap-entries', chain),
        'another order': swapped,
        'no beginning': chain.slice(1),
        'the entry of another chain': [
          ...chain.slice(0, 3),
          { ...(other[3] ?? trial), writer: chain[0]?.writer ?? '' },
        ],
      };
      for (const [what, damaged] of Object.entries(bad)) {
        const given = [...whole, ...damaged.filter((entry) => entry !== undefined)];
        await expectError('load-conflict', `A load with ${what} is refused.`, () => adapter.load({ entries: given }));
        assert.deepEqual(await readChains(adapter), [], `A refused load with ${what} left some of its entries.`);
      }
      const malformed: readonly Partial<ChainedAuditEntry>[] = [
        { time: 1.5 },
        { patients: ['\udc00'] },
        { sequence: 0 },
        { sequence: 1.5 },
        { writer: '' },
        { hash: 'f' },
      ];
      for (const difference of malformed) {
        const given = [...whole, { ...(chain[0] ?? trial), ...difference }];
        await expectError('input-invalid', 'A malformed entry is refused.', () => adapter.load({ entries: given }));
      }
      assert.deepEqual(await readChains(await reopen()), [], 'A refused load left some of its entries.');
    },
  },
  {
    name: 'an entry that differs from the one that is there, or forks its chain, is refused, and changes nothing',
    safety: true,
    run: async (context) => {
      const { entries } = await foreignLog(context);
      const { adapter } = context;
      const [whole, chain] = byChain(entries);
      await adapter.load({ entries: chain.slice(0, 6) });
      const forged = tamperChain('recompute-chain', chain);
      for (const given of [forged, forged.slice(3, 6), forged.slice(6), tamperChain('change-entry', chain)]) {
        await expectError('load-conflict', 'A load that contradicts what is there is refused.', () =>
          adapter.load({ entries: [...whole, ...given] }),
        );
      }
      assert.deepEqual(await readChains(adapter), chain.slice(0, 6), 'A refused load changed something.');
      await adapter.load({ entries: chain });
      assert.deepEqual(await readChains(adapter), chain, 'After a refused load, the right one is not taken.');
    },
  },
  {
    name: 'a load never touches the chain that the process itself is writing',
    safety: true,
    run: async (context) => {
      const { adapter } = context;
      const { head: origin } = await adapter.append({ entries: [] });
      const next = (sequence: number, before: string): ChainedAuditEntry => {
        const placed = { ...trialEntry({ requestId: 'forged' }), writer: origin.writer, sequence };
        return { ...placed, hash: hashAuditEntry(before, placed) };
      };
      const refuse = (entries: readonly ChainedAuditEntry[]) =>
        expectError('load-conflict', 'Entries of the own chain are refused.', () => adapter.load({ entries }));
      await refuse([next(1, chainOrigin)]);
      const { head } = await adapter.append({ entries: [trialEntry(), trialEntry()] });
      await refuse([next(3, head.hash)]);
      await refuse(await readChains(adapter));
      const { head: last } = await adapter.append({ entries: [trialEntry()] });
      assert.equal(last.sequence, 3, 'The own chain does not go on where it was.');
      assert.deepEqual(await adapter.verify({ known: [head, last] }), {
        intact: true,
        entries: 3,
        heads: [last],
        faults: [],
      });
    },
  },
];

const trial: ChainedAuditEntry = { ...trialEntry(), writer: 'w', sequence: 1, hash: chainOrigin };

function byChain(
  entries: readonly ChainedAuditEntry[],
): readonly [readonly ChainedAuditEntry[], readonly ChainedAuditEntry[], readonly ChainedAuditEntry[]] {
  const [first = [], second = [], third = []] = Map.groupBy(entries, ({ writer }) => writer).values();
  return [first, second, third];
}
