import type { IndexedVersion } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { versionOf } from '../__fixtures__/versions.ts';
import { writtenRecord } from '../__fixtures__/written-record.ts';

const compartments = [{ type: 'Patient', id: 'p' }];
const letter = versionOf({ type: 'Letter', id: 'l', compartments });
/** Documents that each refer to so many letters. */
function documents(count: number, ...letters: readonly string[]): readonly IndexedVersion[] {
  const entries = letters.map(
    (id) => ({ kind: 'reference', parameter: 'context', type: 'Letter', id, url: '' }) as const,
  );
  return Array.from({ length: count }, (_, number) =>
    versionOf({ type: 'Document', id: `d${number}`, compartments, entries }),
  );
}

async function refersOut(versions: readonly IndexedVersion[]): Promise<boolean | undefined> {
  const { connection, close } = await writtenRecord(versions);
  const answer = connection.pages?.refersOut(connection.names.compartment('Patient/p') ?? 0, 'Document');
  await close();
  return answer;
}

test.each([
  { name: 'nothing', versions: [letter], out: false },
  { name: 'what lies in the compartment', versions: [letter, ...documents(3, 'l')], out: false },
  { name: 'what is not there, beside what is', versions: [letter, ...documents(3, 'l', 'none')], out: true },
  { name: 'what lies elsewhere', versions: [{ ...letter, compartments: [] }, ...documents(1, 'l')], out: true },
  { name: 'nobody knows what, being many', versions: [letter, ...documents(1001, 'l')], out: true },
  {
    name: 'nobody knows what, as they refer to much',
    versions: [letter, ...documents(11, ...Array.from({ length: 100 }, () => 'l'))],
    out: true,
  },
])('tells whether a chart’s documents refer to what lies outside: they refer to $name', async ({ versions, out }) => {
  expect(await refersOut(versions)).toBe(out);
});
