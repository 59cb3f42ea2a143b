import { expect, test } from 'vitest';
import { colleague, holderOf } from '../__fixtures__/people.ts';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

async function withStory() {
  const world = await testRecord();
  await world.as().update({
    type: 'Practitioner',
    id: 'nurse',
    text: JSON.stringify({ resourceType: 'Practitioner', id: 'nurse', active: true }),
  });
  await world.as().update({ type: 'Patient', id: 'a', text: patientText('A', { id: 'a' }) });
  for (let n = 0; n < 5; n += 1) {
    world.clock.advance(1000);
    const performer = [{ reference: 'Practitioner/nurse' }];
    await world.as().create({ type: 'Observation', text: observationText('Patient/a', { performer }) });
  }
  await world.as().create({ type: 'Observation', text: observationText('Patient/b') });
  return world;
}

test('gives the compartment and what explains it, page by page', async () => {
  const { as } = await withStory();
  const first = await as().everything({ patient: 'a', count: 4 });
  expect(first.matches).toHaveLength(4);
  expect(first.included.map(({ id }) => id)).toEqual(['nurse']);
  const second = await as().everything({ patient: 'a', cursor: first.next ?? '' });
  expect(second.matches).toHaveLength(2);
  expect(second.next).toBeUndefined();
  const ids = [...first.matches, ...second.matches].map(({ id }) => id);
  expect(new Set(ids).size).toBe(6);
});

test('keeps to types and time, also on later pages', async () => {
  const { as, clock } = await withStory();
  const types = ['Observation'];
  const first = await as().everything({ patient: 'a', types, count: 2, since: clock.now() - 3000 });
  const second = await as().everything({ patient: 'a', cursor: first.next ?? '' });
  expect([...first.matches, ...second.matches].map(({ type }) => type)).toEqual(Array(4).fill('Observation'));
  expect([first.included, second.included]).toEqual([[], []]);
  await expect(as().everything({ patient: 'a', types: ['Nonsense'] })).rejects.toMatchObject({ status: 400 });
});

test('its cursor is bound to caller and patient, and it leaves out what the scopes leave out', async () => {
  const { as } = await withStory();
  const { next = '' } = await as().everything({ patient: 'a', count: 1 });
  await expect(as(colleague).everything({ patient: 'a', cursor: next })).rejects.toMatchObject({ status: 400 });
  await as().update({ type: 'Patient', id: 'b', text: patientText('B', { id: 'b' }) });
  await expect(as().everything({ patient: 'b', cursor: next })).rejects.toMatchObject({ status: 400 });
  const scoped = await as(holderOf('user/Patient.rs', 'user/Observation.rs')).everything({ patient: 'a' });
  expect(scoped).toMatchObject({ included: [] });
  expect(scoped.matches).toHaveLength(6);
  await expect(as().everything({ patient: 'nobody' })).rejects.toMatchObject({ status: 404 });
});
