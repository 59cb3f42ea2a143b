import assert from 'node:assert/strict';
import type { RecordStore } from '@baseplate-epr/contracts';
import { put } from './actions.ts';
import type { AgainRow, Happening } from './again-chart.ts';
import { againTable } from './again-table.ts';
import { answers, asKept, besideReference } from './agreement.ts';
import type { Draft } from './drafts.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

/** A store may remember what it found, as long as nobody can tell: a chart that shows what was true a moment ago shows what is wrong. */
export const againCases: readonly RecordStoreCase[] = againTable.map((row) =>
  safetyCase(`again: asked again, it is answered by what is there now: ${row.name}`, (context) =>
    besideReference(context, (reference) => askAgain(context.adapter, reference, row)),
  ),
);

async function askAgain(store: RecordStore, reference: RecordStore, { begin, questions, happenings }: AgainRow) {
  await write(store, reference, begin);
  const ask = async (promise: string) => {
    for (const query of questions)
      assert.deepEqual(await answers(store, query), await answers(reference, query), promise);
  };
  await ask('Another answer than the reference.');
  for (const happening of happenings) {
    // What is asked twice may be kept.
    await ask('Another answer when asked again.');
    await happen(store, reference, happening);
    await ask('Another answer than the reference once something had changed.');
  }
}

async function happen(store: RecordStore, reference: RecordStore, happening: Happening): Promise<void> {
  if ('write' in happening) return write(store, reference, happening.write);
  const { version, ...indexed } = happening.index;
  const options = { generation: 1, entries: [{ ...indexed, versionId: String(version) }] };
  assert.deepEqual(await store.index(options), await reference.index(options), 'An indexing ended otherwise.');
}

async function write(store: RecordStore, reference: RecordStore, drafts: readonly Draft[]): Promise<void> {
  await put(store, ...drafts);
  await put(reference, ...(await Promise.all(drafts.map((draft) => asKept(store, draft)))));
}
