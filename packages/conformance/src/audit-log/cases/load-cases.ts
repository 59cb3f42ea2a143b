import assert from 'node:assert/strict';
import type { AuditHead, AuditLog, AuditQuery } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { foreignLog } from '../foreign-log.ts';
import { readChains, readEntries, trialEntry } from '../trial-entries.ts';

const queries: readonly Partial<AuditQuery>[] = [
  {},
  { patient: 'p1' },
  { patient: 'p4', kinds: ['access'] },
  { agent: 'a1' },
  { requestId: 'write-1' },
  { unresolved: true },
  { time: { low: Date.UTC(2025, 5, 1) + 2_000, high: Date.UTC(2025, 5, 1) + 5_000 } },
];

/** What `load` promises of entries that it takes over. */
export const loadCases: readonly Case<AuditLog>[] = [
  {
    name: 'entries of another log are taken over as they are, found by every query, and verified with its heads',
    safety: true,
    run: async (context) => {
      const { log: source, entries } = await foreignLog(context);
      const { adapter, reopen } = context;
      const pages = [entries.slice(0, 5), entries.slice(5, 20), entries.slice(20)];
      for (const page of pages) {
        assert.deepEqual(await adapter.load({ entries: page }), { loaded: page.length, present: 0 });
      }
      const { heads } = await source.heads();
      const check = async (log: AuditLog): Promise<void> => {
        assert.deepEqual(await readChains(log, 7), entries, 'Loaded entries are not as they were.');
        for (const query of queries) {
          const expected = await readEntries(source, query);
          const found = await readEntries(log, query);
          assert.deepEqual(found, expected, `Loaded entries are not found by ${JSON.stringify(query)}.`);
        }
        assert.deepEqual(await log.heads(), { heads }, 'The ends of loaded chains are other ones.');
        const expected = { intact: true, entries: entries.length, heads, faults: [] };
        assert.deepEqual(await log.verify({ known: heads }), expected, 'Loaded chains are not intact.');
      };
      await check(adapter);
      await check(await reopen());
    },
  },
  {
    name: 'a load again, in parts or twice at once, changes nothing',
    safety: true,
    run: async (context) => {
      const { entries } = await foreignLog(context);
      const { adapter, openBeside } = context;
      const beside = await openBeside();
      await adapter.load({ entries: entries.slice(0, 11) });
      assert.deepEqual(
        await beside.load({ entries }),
        { loaded: entries.length - 11, present: 11 },
        'A load does not say what it did.',
      );
      const again = await Promise.all([adapter.load({ entries }), beside.load({ entries: entries.slice(3, 9) })]);
      assert.deepEqual(again, [
        { loaded: 0, present: entries.length },
        { loaded: 0, present: 6 },
      ]);
      assert.deepEqual(await readChains(adapter), entries, 'A load is not idempotent.');
      assert.ok((await adapter.verify({})).intact, 'A load again broke a chain.');
    },
  },
  {
    name: 'two loads of the same entries at once load each entry once',
    safety: true,
    run: async (context) => {
      const { entries } = await foreignLog(context);
      const { adapter, openBeside } = context;
      const beside = await openBeside();
      const results = await Promise.all([adapter, beside, adapter].map((log) => log.load({ entries })));
      const loaded = results.reduce((sum, result) => sum + result.loaded, 0);
      assert.equal(loaded, entries.length, 'Loads at once took entries twice, or none of them did.');
      assert.deepEqual(await readChains(beside), entries);
    },
  },
  {
    name: 'appends go on in the chain of the process while others are loaded, and an intent that was loaded can be ended',
    safety: true,
    run: async (context) => {
      const { log: source, entries } = await foreignLog(context);
      const { adapter, reopen } = context;
      const own = (requestId: string) => adapter.append({ entries: [trialEntry({ requestId })] });
      await own('before');
      const heads: AuditHead[] = [];
      const loadEach = async () => {
        for (const entry of entries) await adapter.load({ entries: [entry] });
      };
      const appendFive = async () => {
        for (let round = 0; round < 5; round += 1) heads.push((await own('meanwhile')).head);
      };
      await Promise.all([loadEach(), appendFive(), appendFive(), appendFive(), appendFive()]);
      const sequences = heads.map(({ sequence }) => sequence);
      assert.deepEqual(
        sequences.sort((left, right) => left - right),
        Array.from({ length: 20 }, (_, place) => place + 2),
        'The own chain did not go on by one for each append.',
      );
      const known = [...(await source.heads()).heads, ...heads];
      const { intact, entries: counted } = await adapter.verify({ known });
      assert.deepEqual({ intact, counted }, { intact: true, counted: entries.length + 21 });
      const unresolved = async (log: AuditLog) =>
        (await readEntries(log, { unresolved: true })).map(({ requestId }) => requestId);
      assert.deepEqual(await unresolved(adapter), ['write-2'], 'A loaded intent without outcome is not unresolved.');
      await adapter.append({ entries: [trialEntry({ kind: 'outcome', requestId: 'write-2', outcome: 'failure' })] });
      assert.deepEqual(await unresolved(adapter), [], 'An outcome does not end a loaded intent.');
      assert.deepEqual(await unresolved(await reopen()), []);
    },
  },
];
