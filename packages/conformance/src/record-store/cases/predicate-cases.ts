import { assertFinds, put } from './actions.ts';
import type { Draft } from './drafts.ts';
import { logicTables } from './logic-tables.ts';
import { numberTables } from './number-tables.ts';
import { passageTables } from './passage-tables.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';
import { wordTables } from './word-tables.ts';

const tables = [...logicTables, ...wordTables, ...passageTables, ...numberTables];

/** Predicates over a resource's own entries. */
export const predicateCases: readonly RecordStoreCase[] = tables.map(({ name, resources, finds }) =>
  safetyCase(`predicate: ${name}`, async ({ adapter }) => {
    const drafts: Draft[] = Object.entries(resources).map(([id, entries]) => ({ id, entries }));
    await put(adapter, ...drafts);
    for (const [where, ids] of finds) {
      const expected = ids === '' ? [] : ids.split(' ').map((id) => `Observation/${id}`);
      await assertFinds(adapter, { where }, expected, `A predicate finds something else: ${JSON.stringify(where)}.`);
    }
  }),
);
