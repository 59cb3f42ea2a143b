import assert from 'node:assert/strict';
import type { AuditEntry, AuditLog } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';
import { chainOrigin } from '../hash-audit-entry.ts';
import { chainsOf, readEntries, trialEntry, withoutPlace } from '../trial-entries.ts';
import { verifyChains } from '../verify-chains.ts';

const malformed: readonly Partial<AuditEntry>[] = [
  { time: Number.NaN },
  { time: 1.5 },
  { resourceCount: -1 },
  { requestId: '\ud800' },
  { patients: ['\udc00'] },
];

/** What `append` promises. */
export const appendCases: readonly Case<AuditLog>[] = [
  {
    name: 'entries come back as they were appended, and their chain is what the contract says, recomputed here',
    safety: true,
    run: async ({ adapter }) => {
      const entries = [
        trialEntry(),
        trialEntry({ kind: 'refusal', outcome: 'failure', detail: '_id, _lastUpdated', patients: [], resources: [] }),
        trialEntry({
          action: '',
          detail: '"\\\n\u2028\0',
          agent: { ...trialEntry().agent, display: 'Zoë 漢 🩺', service: 'results' },
        }),
        trialEntry({
          patients: Array.from({ length: 500 }, (_, index) => `patient-${1_000 + index}`),
          resourceCount: 70_000,
        }),
        trialEntry({ time: 0, kind: 'event', outcome: 'unknown' }),
        trialEntry({ kind: 'intent', requestId: 'w' }),
        trialEntry({ kind: 'outcome', requestId: 'w', outcome: 'success' }),
      ];
      const { head } = await adapter.append({ entries });
      const read = await readEntries(adapter);
      const chain = chainsOf(read).get(head.writer) ?? [];
      assert.deepEqual(chain.map(withoutPlace), entries, 'Other entries came back, or in another order.');
      const verification = verifyChains(chainsOf(read), [head]);
      assert.deepEqual(verification, { intact: true, entries: entries.length, heads: [head], faults: [] });
    },
  },
  {
    name: 'append answers with the end of the chain, and without entries writes nothing',
    safety: true,
    run: async ({ adapter }) => {
      const { head: origin } = await adapter.append({ entries: [] });
      assert.deepEqual([origin.sequence, origin.hash], [0, chainOrigin], 'The head before the first entry is another.');
      assert.deepEqual(await adapter.heads(), { heads: [] }, 'A chain without entries has a head.');
      const { head: first } = await adapter.append({ entries: [trialEntry()] });
      assert.deepEqual([first.writer, first.sequence], [origin.writer, 1]);
      const { head: third } = await adapter.append({ entries: [trialEntry(), trialEntry()] });
      assert.equal(third.sequence, 3, 'The sequence does not count 1, 2, 3.');
      assert.deepEqual(await adapter.append({ entries: [] }), { head: third });
      assert.deepEqual(await adapter.heads(), { heads: [third] });
      const last = (await readEntries(adapter)).at(-1);
      assert.equal(last?.hash, third.hash, 'The head has another hash than its entry.');
    },
  },
  {
    name: 'a refused append leaves none of its entries, and those beside it stay whole',
    safety: true,
    run: async ({ adapter }) => {
      const good = (requestId: string) => adapter.append({ entries: [trialEntry({ requestId })] });
      await good('before');
      for (const difference of malformed) {
        const entries = [trialEntry({ requestId: 'refused' }), trialEntry({ requestId: 'refused', ...difference })];
        const refused = expectError('input-invalid', 'A malformed entry is refused.', () =>
          adapter.append({ entries }),
        );
        await Promise.all([good('beside'), refused, good('beside')]);
      }
      const { head } = await good('after');
      assert.equal(head.sequence, 2 + 2 * malformed.length, 'A refused append left something or took something along.');
      assert.deepEqual(await readEntries(adapter, { requestId: 'refused' }), []);
      assert.equal((await readEntries(adapter, { requestId: 'beside' })).length, 2 * malformed.length);
      assert.ok((await adapter.verify({})).intact, 'A refused append broke the chain.');
    },
  },
  {
    name: 'appends at once are all there, each side by side and in its order, in one whole chain',
    safety: true,
    run: async ({ adapter, random }) => {
      const calls = Array.from({ length: 200 }, (_, call) =>
        Array.from({ length: 1 + random.integer(4) }, (_, index) =>
          trialEntry({ requestId: `call-${call}`, detail: String(index), time: random.integer(1_000) }),
        ),
      );
      const heads = await Promise.all(calls.map((entries) => adapter.append({ entries })));
      const read = await readEntries(adapter);
      assert.equal(read.length, calls.flat().length, 'Appends at once lost entries, or kept some twice.');
      const writer = heads[0]?.head.writer ?? '';
      const chain = chainsOf(read).get(writer) ?? [];
      assert.equal(chain.length, read.length, 'One started log wrote more than one chain.');
      calls.forEach((entries, call) => {
        const end = heads[call]?.head.sequence ?? 0;
        const mine = chain.slice(end - entries.length, end);
        assert.deepEqual(
          mine.map(withoutPlace),
          entries,
          'The entries of one call do not stand side by side, in order.',
        );
        assert.equal(mine.at(-1)?.hash, heads[call]?.head.hash, 'A call was answered with the head of another.');
      });
      assert.ok(
        verifyChains(
          chainsOf(read),
          heads.map(({ head }) => head),
        ).intact,
        'Appends at once broke the chain.',
      );
    },
  },
  {
    name: 'entries are there after the log is opened again, which begins a chain of its own',
    safety: true,
    run: async ({ adapter, reopen }) => {
      const { head: first } = await adapter.append({ entries: [trialEntry(), trialEntry()] });
      const reopened = await reopen();
      const { head: second } = await reopened.append({ entries: [trialEntry({ requestId: 'second' })] });
      assert.notEqual(second.writer, first.writer, 'Two started logs write one chain, so they could fork it.');
      assert.equal(second.sequence, 1);
      const heads = [first, second].sort((left, right) => (left.writer < right.writer ? -1 : 1));
      assert.deepEqual(await reopened.heads(), { heads }, 'heads does not give the end of every chain, by writer.');
      assert.deepEqual(await reopened.verify({ known: heads }), { intact: true, entries: 3, heads, faults: [] });
    },
  },
  {
    name: 'two logs on the same place write at once, each its own chain, and see each other’s entries',
    safety: true,
    run: async ({ adapter, openBeside }) => {
      const beside = await openBeside();
      const append = (log: AuditLog, requestId: string) => log.append({ entries: [trialEntry({ requestId })] });
      const calls = Array.from({ length: 40 }, (_, call) => append(call % 2 === 0 ? adapter : beside, `call-${call}`));
      await Promise.all(calls);
      for (const log of [adapter, beside]) {
        assert.equal((await readEntries(log)).length, 40, 'A log does not see what was written beside it.');
        assert.deepEqual(
          (await log.heads()).heads.map(({ sequence }) => sequence),
          [20, 20],
        );
        assert.ok((await log.verify({})).intact, 'Two logs at once broke a chain.');
      }
    },
  },
];
