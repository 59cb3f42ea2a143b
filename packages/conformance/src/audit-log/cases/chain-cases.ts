import assert from 'node:assert/strict';
import type { AuditLog, AuditPlace, ChainedAuditEntry } from '@baseplate-epr/contracts';
import type { CaseContext } from '../../kit/case-context.ts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';
import { compareBytes } from '../../memory/page-of.ts';
import { readChains, readEntries, trialEntry } from '../trial-entries.ts';

/** What `chains` promises. */
export const chainCases: readonly Case<AuditLog>[] = [
  {
    name: 'chains gives every entry of every chain once, by writer and sequence, in pages of any size and from any place',
    safety: true,
    run: async (context) => {
      assert.deepEqual(await context.adapter.chains({ limit: 5 }), { entries: [] }, 'An empty log has chains.');
      const log = await writeThreeChains(context);
      const all = inOrder(await readEntries(log));
      assert.equal(all.length, 45);
      for (const limit of [1, 4, 15, 16, 44, 45, 46, 10_000]) {
        const read = await readChains(log, limit);
        assert.deepEqual(read, all, `Pages of ${limit} skip, repeat, change or turn entries round.`);
      }
      const places: readonly AuditPlace[] = all.map(({ writer, sequence }) => ({ writer, sequence }));
      const beyond = places.flatMap(({ writer }) => [
        { writer, sequence: 0 },
        { writer, sequence: 1_000 },
      ]);
      for (const place of [...places, ...beyond, { writer: '', sequence: 7 }, { writer: '\u{10ffff}', sequence: 0 }]) {
        const expected = all.filter((entry) => isAfter(entry, place));
        assert.deepEqual(
          await readChains(log, 10_000, place),
          expected,
          'A page begins elsewhere than after its place.',
        );
      }
    },
  },
  {
    name: 'chains finds what was appended after its pages, going on from where each chain ended',
    safety: true,
    run: async ({ adapter, openBeside }) => {
      const beside = await openBeside();
      const append = (log: AuditLog, requestId: string) => log.append({ entries: [trialEntry({ requestId })] });
      for (let round = 0; round < 3; round += 1) await Promise.all([append(adapter, 'old'), append(beside, 'old')]);
      const { heads } = await adapter.heads();
      await Promise.all([append(adapter, 'new'), append(beside, 'new')]);
      const found: string[] = [];
      for (const { writer, sequence } of heads) {
        const { entries } = await adapter.chains({ after: { writer, sequence }, limit: 10 });
        found.push(...entries.filter((entry) => entry.writer === writer).map(({ requestId }) => requestId));
      }
      assert.deepEqual(found, ['new', 'new'], 'What was appended later is not after the end that a chain had.');
    },
  },
  {
    name: 'chains refuses limits other than 1 to 10,000',
    safety: false,
    run: async ({ adapter }) => {
      for (const limit of [0, -1, 10_001, 1.5, Number.NaN]) {
        await expectError('query-invalid', `A limit of ${limit} is refused.`, () => adapter.chains({ limit }));
      }
    },
  },
];

/** Three chains of 15, written by turns, so that times and chains run across each other. */
async function writeThreeChains({ adapter, openBeside, random }: CaseContext<AuditLog>): Promise<AuditLog> {
  const logs = [adapter, await openBeside(), await openBeside()] as const;
  for (let round = 0; round < 15; round += 1) {
    for (const log of logs)
      await log.append({ entries: [trialEntry({ time: random.integer(1_000), detail: '\0"é' })] });
  }
  return random.pick(logs);
}

const isAfter = (entry: ChainedAuditEntry, place: AuditPlace): boolean =>
  (compareBytes(entry.writer, place.writer) || entry.sequence - place.sequence) > 0;

const inOrder = (entries: readonly ChainedAuditEntry[]): ChainedAuditEntry[] =>
  [...entries].sort((left, right) => (isAfter(left, right) ? 1 : -1));
