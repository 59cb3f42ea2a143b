import assert from 'node:assert/strict';
import type { AuditEntry, AuditLog, AuditQuery, ChainedAuditEntry } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';
import type { SeededRandom } from '../../kit/seeded-random.ts';
import { selectAuditEntries } from '../select-audit-entries.ts';
import { readEntries, trialEntry } from '../trial-entries.ts';

/** What `read` promises. */
export const readCases: readonly Case<AuditLog>[] = [
  {
    name: 'every filter, and every filter with every other, reads what a plain selection finds, in order',
    safety: true,
    run: async ({ adapter, random, openBeside }) => {
      const beside = await openBeside();
      for (let batch = 0; batch < 12; batch += 1) {
        const entries = Array.from({ length: 10 }, () => randomEntry(random));
        await (batch % 3 === 0 ? beside : adapter).append({ entries });
      }
      const all = await readEntries(adapter);
      assert.equal(all.length, 120, 'Without any condition, read does not give everything.');
      for (const query of queries()) {
        const expected = selectAuditEntries(all, { ...query, limit: 10_000 }).entries;
        const found = await readEntries(adapter, query);
        assert.deepEqual(found.map(placeOf), expected.map(placeOf), `Another result for ${JSON.stringify(query)}.`);
        const paged = await readEntries(adapter, { ...query, limit: 7 });
        assert.deepEqual(
          paged.map(placeOf),
          expected.map(placeOf),
          `Another result in pages for ${JSON.stringify(query)}.`,
        );
      }
    },
  },
  {
    name: 'entries of the same moment keep the order of their chain, and pages neither skip nor repeat',
    safety: true,
    run: async ({ adapter }) => {
      const details = Array.from({ length: 25 }, (_, index) => String(index));
      await adapter.append({ entries: details.map((detail) => trialEntry({ detail })) });
      for (const limit of [1, 4, 5, 24, 25, 26]) {
        const page = await adapter.read({ limit });
        assert.equal(page.entries.length, Math.min(limit, 25), 'A page is not filled, or holds more than its limit.');
        assert.equal(page.next === undefined, limit >= 25, 'A page is wrong about whether there is another.');
        const read = await readEntries(adapter, { limit });
        assert.deepEqual(
          read.map(({ detail }) => detail),
          details,
          `Pages of ${limit} skip, repeat or turn entries round.`,
        );
      }
    },
  },
  {
    name: 'entries appended between pages do not make the next page skip or repeat',
    safety: true,
    run: async ({ adapter }) => {
      const at = (time: number) => trialEntry({ time, patients: ['p'] });
      await adapter.append({ entries: [10, 20, 30, 40].map(at) });
      const first = await adapter.read({ patient: 'p', limit: 2 });
      assert.ok(first.next !== undefined);
      await adapter.append({ entries: [5, 25, 50].map(at) });
      const second = await adapter.read({ patient: 'p', limit: 10, cursor: first.next });
      assert.deepEqual(
        second.entries.map(({ time }) => time),
        [25, 30, 40, 50],
      );
    },
  },
  {
    name: 'an intent is unresolved until an outcome of the same request, also after the log is opened again',
    safety: true,
    run: async ({ adapter, reopen }) => {
      const write = (kind: 'intent' | 'outcome', requestId: string) => trialEntry({ kind, requestId });
      await adapter.append({ entries: [write('intent', 'a'), write('intent', 'b'), write('intent', 'b')] });
      await adapter.append({ entries: [write('outcome', 'c'), trialEntry({ kind: 'access', requestId: 'a' })] });
      await adapter.append({ entries: [write('intent', 'c'), write('intent', 'd'), write('outcome', 'd')] });
      const unresolved = async (log: AuditLog) =>
        (await readEntries(log, { unresolved: true })).map(({ requestId }) => requestId);
      assert.deepEqual(
        await unresolved(adapter),
        ['a', 'b', 'b'],
        'Other intents are unresolved than those without outcome.',
      );
      const reopened = await reopen();
      assert.deepEqual(await unresolved(reopened), ['a', 'b', 'b'], 'A new start forgot unresolved intents.');
      await reopened.append({ entries: [write('outcome', 'b')] });
      assert.deepEqual(await unresolved(reopened), ['a'], 'An outcome written by the next start resolves nothing.');
    },
  },
  {
    name: 'read refuses limits other than 1 to 10,000 and cursors it did not give',
    safety: false,
    run: async ({ adapter }) => {
      for (const limit of [0, -1, 10_001, 1.5, Number.NaN]) {
        await expectError('query-invalid', `A limit of ${limit} is refused.`, () => adapter.read({ limit }));
      }
      for (const cursor of [
        '',
        'x',
        '%%%',
        Buffer.from('[1]').toString('base64url'),
        Buffer.from('{}').toString('base64url'),
      ]) {
        await expectError('query-invalid', 'A made-up cursor is refused.', () => adapter.read({ limit: 1, cursor }));
      }
    },
  },
];

const kinds = ['access', 'intent', 'outcome', 'refusal', 'event'] as const;

function randomEntry(random: SeededRandom): AuditEntry {
  const patients = ['p1', 'p2', 'p3'].filter(() => random.integer(2) === 0);
  return trialEntry({
    time: random.integer(40),
    kind: random.pick(kinds),
    requestId: `r${random.integer(30)}`,
    agent: { ...trialEntry().agent, id: `a${random.integer(3)}` },
    patients,
  });
}

function queries(): Partial<AuditQuery>[] {
  const conditions: readonly (readonly Partial<AuditQuery>[])[] = [
    [{}, { patient: 'p1' }, { patient: 'p3' }, { patient: 'none' }],
    [{}, { agent: 'a1' }],
    [{}, { requestId: 'r7' }],
    [{}, { kinds: ['intent', 'refusal'] }, { kinds: [] }],
    [
      {},
      { time: { low: 10, high: 30 } },
      { time: { low: 20 } },
      { time: { high: 20 } },
      { time: { low: 20, high: 20 } },
    ],
    [{}, { unresolved: true }, { unresolved: false }],
  ];
  return conditions.reduce<Partial<AuditQuery>[]>(
    (queries, choices) => queries.flatMap((query) => choices.map((choice) => ({ ...query, ...choice }))),
    [{}],
  );
}

const placeOf = ({ writer, sequence, hash }: ChainedAuditEntry): string => `${writer} ${sequence} ${hash}`;
