import { join } from 'node:path';
import type { Operation } from '../operations/operation.ts';
import { countIndexRows } from './index-rows.ts';
import { keepAnswers } from './keep-answers.ts';
import type { BenchSession } from './open-session.ts';

/** Gives the floor what it needs to do the same as the record. */
export async function prepareOperation({ record, floor }: BenchSession, operation: Operation): Promise<void> {
  const rows = () => countIndexRows(join(record.folder, 'records.db'));
  const before = operation.writes ? rows() : 0;
  const kept = await keepAnswers(record.port, operation);
  await floor.prepare(operation.name, kept);
  // An update leaves as many rows as there were; its floor inserts as many as a create does, and removes nothing.
  if (operation.name === 'create') await floor.setRows(Math.round((rows() - before) / kept.length));
}
