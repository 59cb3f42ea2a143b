import { beforeAll, expect, test } from 'vitest';
import { clinician, patientOf } from '../__fixtures__/people.ts';
import { patientText } from '../__fixtures__/resources.ts';
import { type TestRecord, testRecord } from '../__fixtures__/test-record.ts';
import type { RecordSession } from '../session/record-session.ts';

// Each patient has a document whose bytes are protected by the patient's own record; one document is protected by nothing.
let world: TestRecord;

beforeAll(async () => {
  world = await testRecord();
  const clinical = world.as();
  for (const id of ['own', 'other']) {
    await clinical.update({ type: 'Patient', id, text: patientText(id, { id }) });
    await clinical.update({ type: 'Binary', id: `of-${id}`, text: binaryText(`of-${id}`, `Patient/${id}`) });
  }
  await clinical.update({ type: 'Binary', id: 'free', text: binaryText('free') });
  await clinical.update({
    type: 'DocumentReference',
    id: 'letter',
    text: JSON.stringify({
      resourceType: 'DocumentReference',
      id: 'letter',
      status: 'current',
      subject: { reference: 'Patient/own' },
      content: [{ attachment: { url: 'https://example.org/letter' } }],
      context: { related: [{ reference: 'Binary/of-other' }, { reference: 'Binary/of-own' }] },
    }),
  });
});

function binaryText(id: string, context?: string): string {
  return JSON.stringify({
    resourceType: 'Binary',
    id,
    contentType: 'text/plain',
    ...(context === undefined ? {} : { securityContext: { reference: context } }),
    data: 'AAAA',
  });
}

async function foundBy(session: RecordSession, ...[types, parameters]: readonly [string[], [string, string][]]) {
  const { matches, included } = await session.search({ types, parameters });
  return [...matches, ...included].filter(({ type }) => type === 'Binary').map(({ id }) => id);
}

test.each<readonly [string, string[], [string, string][]]>([
  ['of the type', ['Binary'], []],
  ['by id', ['Binary'], [['_id', 'of-own,of-other,free']]],
  ['of every type', [], []],
  ['by an include', ['DocumentReference'], [['_include', 'DocumentReference:related']]],
])('a search %s gives a patient the documents of nobody else', async (_name, types, parameters) => {
  expect(await foundBy(world.as(patientOf('own')), types, parameters)).toEqual(['of-own']);
});

test('a total does not count what is withheld', async () => {
  const answer = await world.as(patientOf('own')).search({ types: ['Binary'], parameters: [['_total', 'accurate']] });
  expect(answer.total).toBe(1);
});

test('who may see Binaries but no patient finds only what nothing protects', async () => {
  const porter = { ...clinician, scopes: ['user/Binary.rs'] };
  expect(await foundBy(world.as(porter), ['Binary'], [])).toEqual(['free']);
  await expect(world.as(porter).read({ type: 'Binary', id: 'of-own' })).rejects.toMatchObject({ status: 404 });
});

test('who may see patients finds their documents too', async () => {
  expect(await foundBy(world.as(), ['Binary'], [])).toEqual(['free', 'of-other', 'of-own']);
});
