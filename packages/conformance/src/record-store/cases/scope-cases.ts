import type { Bound } from '@baseplate-epr/contracts';
import { assertFinds, put, timeOf } from './actions.ts';
import { token } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

/** Types, compartments and times of resources. */
export const scopeCases: readonly RecordStoreCase[] = [
  safetyCase('query: searches the types asked for, each once, or every type', async ({ adapter }) => {
    await put(adapter, { type: 'Patient', id: 'a' }, { type: 'Encounter', id: 'b' }, { type: 'Encounter', id: 'a' });
    const where = { kind: 'all' } as const;
    const promise = 'A search over types gives other types or another order.';
    const everything = ['Encounter/a', 'Encounter/b', 'Patient/a'];
    await assertFinds(adapter, { types: [], where }, everything, promise);
    await assertFinds(adapter, { types: ['Patient', 'Encounter', 'Patient'], where }, everything, promise);
    await assertFinds(adapter, { types: ['Patient'], where }, ['Patient/a'], promise);
    await assertFinds(adapter, { types: ['Nothing'], where }, [], promise);
    await assertFinds(adapter, { types: ['Patient'], where: { kind: 'type', types: ['Encounter'] } }, [], promise);
  }),
  safetyCase('query: compartments are included and excluded', async ({ adapter }) => {
    await put(
      adapter,
      { id: 'a', compartments: ['Patient/1'] },
      { id: 'b', compartments: ['Patient/2', 'Patient/1', 'Encounter/9'] },
      { id: 'c', compartments: ['Encounter/1'] },
      { id: 'd' },
    );
    const inside = (type: string, ...ids: string[]) => ({ kind: 'compartment', type, ids }) as const;
    const promise = 'A compartment has other members.';
    await assertFinds(adapter, { where: inside('Patient', '1') }, ['Observation/a', 'Observation/b'], promise);
    await assertFinds(adapter, { where: inside('Patient', '2', '3') }, ['Observation/b'], promise);
    await assertFinds(adapter, { where: inside('Encounter', '1') }, ['Observation/c'], promise);
    await assertFinds(adapter, { where: inside('Patient') }, [], promise);
    const outside = { kind: 'not', predicate: inside('Patient', '1') } as const;
    await assertFinds(adapter, { where: outside }, ['Observation/c', 'Observation/d'], promise);
    const both = {
      kind: 'and',
      predicates: [inside('Patient', '1'), { kind: 'not', predicate: inside('Patient', '2') }],
    } as const;
    await assertFinds(adapter, { where: both }, ['Observation/a'], promise);
  }),
  safetyCase('query: the time of the current version is compared to the millisecond', async ({ adapter }) => {
    await put(adapter, { id: 'a', lastUpdated: 1000 });
    await put(adapter, { id: 'b', lastUpdated: 1001 }, { id: 'c', lastUpdated: 1001 });
    await put(adapter, { id: 'c', version: 2, lastUpdated: 5000 });
    const first = await timeOf(adapter, 'Observation', 'a', 1);
    const second = await timeOf(adapter, 'Observation', 'b', 1);
    const third = await timeOf(adapter, 'Observation', 'c', 2);
    const updated = (...bounds: Bound[]) => ({ kind: 'lastUpdated', bounds }) as const;
    const promise = 'A search by time finds something else.';
    await assertFinds(
      adapter,
      { where: updated({ end: 'low', operator: '>=', value: second }) },
      ['Observation/b', 'Observation/c'],
      promise,
    );
    await assertFinds(
      adapter,
      { where: updated({ end: 'high', operator: '<', value: second }) },
      ['Observation/a'],
      promise,
    );
    await assertFinds(
      adapter,
      { where: updated({ end: 'low', operator: '>', value: first }, { end: 'high', operator: '<', value: third }) },
      ['Observation/b'],
      promise,
    );
    await assertFinds(
      adapter,
      { where: updated({ end: 'high', operator: '!=', value: second }) },
      ['Observation/a', 'Observation/c'],
      promise,
    );
    await assertFinds(
      adapter,
      { where: updated({ end: 'low', operator: '=', value: third }) },
      ['Observation/c'],
      promise,
    );
  }),
  safetyCase('query: long lists of ids, compartments and conditions are answered', async ({ adapter }) => {
    await put(
      adapter,
      { id: 'a', entries: [token('code', 'c7')], compartments: ['Patient/7'] },
      { id: 'b', entries: [token('code', 'c299')], compartments: ['Patient/2999'] },
      { id: 'c', entries: [token('code', 'none')], compartments: ['Patient/none'] },
    );
    const ids = Array.from({ length: 3000 }, (_, index) => String(index));
    const promise = 'A long list is not answered.';
    await assertFinds(
      adapter,
      { where: { kind: 'id', ids: [...ids, 'a', 'b'] } },
      ['Observation/a', 'Observation/b'],
      promise,
    );
    const inside = { kind: 'compartment', type: 'Patient', ids } as const;
    await assertFinds(adapter, { where: inside }, ['Observation/a', 'Observation/b'], promise);
    const access = { byType: { Observation: inside }, otherwise: { kind: 'none' } } as const;
    await assertFinds(adapter, { access, where: { kind: 'all' } }, ['Observation/a', 'Observation/b'], promise);
    const codes = ids.slice(0, 300).map((id) => ({ kind: 'token', parameter: 'code', code: `c${id}` }) as const);
    const either = { kind: 'or', predicates: codes } as const;
    await assertFinds(adapter, { where: either }, ['Observation/a', 'Observation/b'], promise);
    await assertFinds(adapter, { where: { kind: 'not', predicate: either } }, ['Observation/c'], promise);
  }),
];
