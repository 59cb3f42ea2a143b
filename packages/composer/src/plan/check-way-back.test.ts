import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { applyContext as context, movableAssembly } from '../__fixtures__/movable-assembly.ts';
import { applyPlan } from '../apply/apply-assembly.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import { planAssembly } from './plan-assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-way-back-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stores that can be reached while the file at the end of their line is there. */
const line = (name: string) => join(folder, name);
const stores = (side: 'here' | 'there') => ({
  records: { ...reference('record-store', 'farStore', { line: line(`records-${side}`) }), keeps: side },
  documents: { ...reference('document-store', 'farDocuments', { line: line(`documents-${side}`) }), keeps: side },
});
const lines = ['records-here', 'records-there', 'documents-here', 'documents-there'];

test('a plan that goes back tries both stores of each step, and tells of each that cannot be reached', async () => {
  for (const name of lines) writeFileSync(line(name), '');
  const plain = movableAssembly(join(folder, 'ledger'));
  const before = { ...plain, data: { ...plain.data, ...stores('here') } };
  const after = { ...plain, data: { ...plain.data, ...stores('there') } };
  const assembly = await openAssembly({ configuration: before, context, listen: true });
  const signal = new AbortController().signal;
  const forward = await planAssembly({ configuration: after, context });
  await applyPlan(forward, { configuration: after, context, onProgress: () => {}, signal });
  await assembly.stop();

  const steps = [
    { kind: 'rollback', place: 'documents' },
    { kind: 'rollback', place: 'records' },
  ];
  expect(await planAssembly({ configuration: before, context })).toMatchObject({ steps, problems: [] });
  for (const name of lines) rmSync(line(name));
  const lost = await planAssembly({ configuration: before, context });
  expect(lost).toMatchObject({
    steps,
    problems: [
      'data.documents, @example/farDocuments (there), which is in force: The line is dead.',
      'data.documents, @example/farDocuments (here): The line is dead.',
      'data.records, @example/farStore (there), which is in force: The line is dead.',
      'data.records, @example/farStore (here): The line is dead.',
    ],
  });
  const applied = applyPlan(lost, { configuration: before, context, onProgress: () => {}, signal });
  await expect(applied).rejects.toThrow('The line is dead.');
});
