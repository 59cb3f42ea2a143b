import { expect, test } from 'vitest';
import { testRecord } from '../__fixtures__/test-record.ts';

const patient = (family: string, more: object = {}) =>
  JSON.stringify({ resourceType: 'Patient', name: [{ family }], birthDate: '1970-01-01', ...more });

test('creates, reads, updates, searches and deletes', async () => {
  const { as, clock } = await testRecord();
  const session = as();
  const created = await session.create({ type: 'Patient', text: patient('Smith') });
  expect(created).toMatchObject({ outcome: 'created', version: { type: 'Patient', versionId: '1' } });
  const id = created.version?.id ?? '';
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

  const read = await session.read({ type: 'Patient', id });
  expect(JSON.parse(read.text)).toMatchObject({
    id,
    meta: { versionId: '1', lastUpdated: '2026-01-01T00:00:00.000Z' },
    name: [{ family: 'Smith' }],
  });

  clock.advance(1000);
  const updated = await session.update({ type: 'Patient', id, text: patient('Jones', { id }), ifMatch: '1' });
  expect(updated).toMatchObject({ outcome: 'updated', version: { versionId: '2' } });
  await expect(session.update({ type: 'Patient', id, text: patient('X', { id }), ifMatch: '1' })).rejects.toMatchObject(
    {
      status: 412,
    },
  );

  const found = await session.search({ types: ['Patient'], parameters: [['family', 'jones']] });
  expect(found).toMatchObject({ total: 1, matches: [{ id, versionId: '2' }], issues: [] });
  expect(await session.search({ types: ['Patient'], parameters: [['family', 'smith']] })).toMatchObject({ total: 0 });

  expect(await session.delete({ type: 'Patient', id })).toMatchObject({ outcome: 'deleted' });
  expect(await session.delete({ type: 'Patient', id })).toMatchObject({ outcome: 'unchanged' });
  await expect(session.read({ type: 'Patient', id })).rejects.toMatchObject({ status: 410 });
  await expect(session.read({ type: 'Patient', id: 'other' })).rejects.toMatchObject({ status: 404 });
  expect(await session.read({ type: 'Patient', id, versionId: '1' })).toMatchObject({ versionId: '1' });
  const history = await session.history({ type: 'Patient', id });
  expect(history.versions.map(({ method }) => method)).toEqual(['DELETE', 'PUT', 'POST']);
  expect(await session.update({ type: 'Patient', id, text: patient('Back', { id }) })).toMatchObject({
    outcome: 'created',
    version: { versionId: '4' },
  });
});
