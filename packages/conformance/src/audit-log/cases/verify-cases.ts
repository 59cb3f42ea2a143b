import assert from 'node:assert/strict';
import type { AuditFault, AuditHead, AuditLog } from '@baseplate-epr/contracts';
import type { CaseContext } from '../../kit/case-context.ts';
import type { Case } from '../../kit/kit.ts';
import { trialEntry } from '../trial-entries.ts';

/**
 * Damage that the audit-log kit asks a subject's `tamper` for, always to the one chain there is, of ten entries:
 *
 * - `change-entry`: the entry of sequence 4 says something else; its hash stays.
 * - `change-hash`: the entry of sequence 4 has another hash.
 * - `remove-entry`: the entry of sequence 4 is gone.
 * - `swap-entries`: the entries of sequence 4 and 5 have exchanged their sequence numbers, and nothing else.
 * - `cut-tail`: the entries of sequence 8, 9 and 10 are gone.
 * - `remove-chain`: every entry is gone.
 * - `recompute-chain`: the entry of sequence 4 says something else, and every hash from there on has been computed anew.
 */
export type AuditTampering =
  | 'change-entry'
  | 'change-hash'
  | 'remove-entry'
  | 'swap-entries'
  | 'cut-tail'
  | 'remove-chain'
  | 'recompute-chain';

/** What `verify` promises. */
export const verifyCases: readonly Case<AuditLog>[] = [
  {
    name: 'verify finds whole chains intact, also against any of their earlier heads',
    safety: true,
    run: async ({ adapter }) => {
      assert.deepEqual(await adapter.verify({}), { intact: true, entries: 0, heads: [], faults: [] });
      const known = await appendTen(adapter);
      const heads = known.slice(-1);
      assert.deepEqual(await adapter.verify({}), { intact: true, entries: 10, heads, faults: [] });
      assert.deepEqual(await adapter.verify({ known }), { intact: true, entries: 10, heads, faults: [] });
    },
  },
  {
    name: 'verify tells that a chain it knows a head of is not there, or goes on otherwise',
    safety: true,
    run: async ({ adapter }) => {
      const [head] = await appendTen(adapter);
      assert.ok(head);
      const unknown = { writer: 'never-seen', sequence: 3, hash: head.hash };
      const longer = { ...head, sequence: 11 };
      const other = { ...head, sequence: 5 };
      const faultsOf = async (...known: AuditHead[]) => (await adapter.verify({ known })).faults;
      assert.deepEqual(await faultsOf(unknown), [{ writer: 'never-seen', sequence: 1, fault: 'cut' }]);
      assert.deepEqual(await faultsOf(longer), [{ writer: head.writer, sequence: 11, fault: 'cut' }]);
      assert.deepEqual(await faultsOf(other), [{ writer: head.writer, sequence: 5, fault: 'replaced' }]);
    },
  },
  tampering('a changed entry', 'change-entry', { sequence: 4, fault: 'changed' }),
  tampering('a changed hash', 'change-hash', { sequence: 4, fault: 'changed' }),
  tampering('a removed entry', 'remove-entry', { sequence: 4, fault: 'missing' }),
  tampering('two entries that have changed places', 'swap-entries', { sequence: 4, fault: 'changed' }),
  tampering('a cut tail, against a head kept elsewhere', 'cut-tail', { sequence: 8, fault: 'cut' }),
  tampering('a removed chain, against a head kept elsewhere', 'remove-chain', { sequence: 1, fault: 'cut' }),
  tampering('a recomputed chain, against heads kept elsewhere', 'recompute-chain', { sequence: 4, fault: 'replaced' }),
  {
    name: 'verify names the first broken link of each broken chain, and goes on being usable',
    safety: true,
    run: async ({ adapter, tamper, reopen }) => {
      const known = await appendTen(adapter);
      await tamper('change-entry');
      const reopened = await reopen();
      const { head } = await reopened.append({ entries: [trialEntry()] });
      const { intact, faults, heads } = await reopened.verify({ known: [...known, { ...head, sequence: 2 }] });
      const expected: AuditFault[] = [
        { writer: known[0]?.writer ?? '', sequence: 4, fault: 'changed' },
        { writer: head.writer, sequence: 2, fault: 'cut' },
      ];
      const byWriter = (left: { writer: string }, right: { writer: string }): number =>
        left.writer < right.writer ? -1 : 1;
      assert.equal(intact, false, 'verify calls a broken log intact.');
      assert.deepEqual(
        [...faults].sort(byWriter),
        expected.sort(byWriter),
        'verify does not name each chain’s first fault.',
      );
      assert.equal(heads.length, 2, 'verify does not tell the ends of all chains.');
    },
  },
];

function tampering(what: string, kind: AuditTampering, found: Omit<AuditFault, 'writer'>): Case<AuditLog> {
  return {
    name: `verify notices ${what}`,
    safety: true,
    run: async ({ adapter, tamper, reopen }: CaseContext<AuditLog>) => {
      const known = await appendTen(adapter);
      const writer = known[0]?.writer ?? '';
      await tamper(kind);
      const expected = { intact: false, faults: [{ writer, ...found }] };
      const assertNoticed = async (log: AuditLog): Promise<void> => {
        const { intact, faults } = await log.verify({ known });
        assert.deepEqual({ intact, faults }, expected, `verify overlooks ${what}.`);
      };
      await assertNoticed(adapter);
      await assertNoticed(await reopen());
    },
  };
}

/** Ten entries, and the head after each. */
async function appendTen(log: AuditLog): Promise<AuditHead[]> {
  const heads: AuditHead[] = [];
  for (let index = 1; index <= 10; index += 1) {
    heads.push((await log.append({ entries: [trialEntry({ requestId: `request-${index}` })] })).head);
  }
  return heads;
}
