import assert from 'node:assert/strict';
import type { AccessRules, Predicate, RecordStore } from '@baseplate-epr/contracts';
import { assertFinds, find, names, put } from './actions.ts';
import { reference, token } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

const all: Predicate = { kind: 'all' };
const none: Predicate = { kind: 'none' };
const inCompartment: Predicate = { kind: 'compartment', type: 'Patient', ids: ['1'] };
const rules: AccessRules = {
  byType: { Patient: { kind: 'id', ids: ['1'] }, Observation: inCompartment, Encounter: all },
  otherwise: none,
};

/** Patient 1 may be seen and patient 2 may not; the encounters of both may be, what nobody named may not. */
async function putTwoPatients(store: RecordStore): Promise<void> {
  await put(
    store,
    { type: 'Patient', id: '1', entries: [token('name', 'x'), reference('gp', 'Practitioner/d')] },
    { type: 'Patient', id: '2', entries: [token('name', 'x'), reference('link', 'Patient/1')] },
    { type: 'Practitioner', id: 'd', entries: [token('name', 'x')] },
    { type: 'constructor', id: 'c', entries: [token('name', 'x')] },
    { type: 'Encounter', id: 'e1', entries: [reference('subject', 'Patient/1')] },
    { type: 'Encounter', id: 'e2', entries: [reference('subject', 'Patient/2')] },
    { id: 'o1', entries: [reference('encounter', 'Encounter/e1'), token('code', 'y')], compartments: ['Patient/1'] },
    { id: 'o2', entries: [reference('encounter', 'Encounter/e2'), token('code', 'y')], compartments: ['Patient/2'] },
    { id: 'o3', entries: [reference('encounter', 'Encounter/e1'), token('code', 'z')], compartments: ['Patient/2'] },
  );
}

const subjectIs = (where: Predicate): Predicate => ({
  kind: 'chained',
  parameter: 'subject',
  types: ['Patient'],
  where,
});
const seenIn = (where: Predicate): Predicate => ({
  kind: 'reverseChained',
  type: 'Observation',
  parameter: 'encounter',
  where,
});
const tokenIs = (parameter: string, code: string): Predicate => ({ kind: 'token', parameter, code });

/** What the caller may not see leaves no trace in any answer. */
export const accessCases: readonly RecordStoreCase[] = [
  safetyCase('access: matches and totals leave out what may not be seen', async ({ adapter }) => {
    await putTwoPatients(adapter);
    const promise = 'Access is broken: a search shows or counts what may not be seen, or hides what may.';
    const access = rules;
    await assertFinds(adapter, { access, where: tokenIs('name', 'x') }, ['Patient/1'], promise);
    await assertFinds(adapter, { access, where: tokenIs('code', 'y') }, ['Observation/o1'], promise);
    const visible = ['Encounter/e1', 'Encounter/e2', 'Observation/o1', 'Patient/1'];
    await assertFinds(adapter, { access, where: all }, visible, promise);
    await assertFinds(adapter, { access, types: ['Practitioner', 'constructor'], where: all }, [], promise);
    const negated: Predicate = { kind: 'not', predicate: tokenIs('name', 'nobody') };
    await assertFinds(adapter, { access, types: ['Patient'], where: negated }, ['Patient/1'], promise);
    const either: Predicate = { kind: 'or', predicates: [all, tokenIs('code', 'y')] };
    await assertFinds(adapter, { access, types: ['Observation'], where: either }, ['Observation/o1'], promise);
    await assertFinds(adapter, { access: { byType: {}, otherwise: none }, where: all }, [], promise);
    const excepting: AccessRules = { byType: { Patient: none }, otherwise: { kind: 'not', predicate: inCompartment } };
    const others = [
      'Encounter/e1',
      'Encounter/e2',
      'Observation/o2',
      'Observation/o3',
      'Practitioner/d',
      'constructor/c',
    ];
    await assertFinds(adapter, { access: excepting, where: all }, others, promise);
  }),
  safetyCase('access: an answer without visible rest has no next page', async ({ adapter }) => {
    await putTwoPatients(adapter);
    const page = await find(adapter, { access: rules, types: ['Observation'], count: 1 });
    assert.deepEqual(names(page.matches), ['Observation/o1']);
    assert.equal(page.next, undefined, 'Access is broken: a next page tells that there is more that may not be seen.');
  }),
  safetyCase('access: a chain says nothing of a resource that may not be seen', async ({ adapter }) => {
    await putTwoPatients(adapter);
    const promise = 'Access is broken: a chain looks at a resource that may not be seen.';
    const query = { access: rules, types: ['Encounter'] };
    await assertFinds(adapter, { ...query, where: subjectIs(tokenIs('name', 'x')) }, ['Encounter/e1'], promise);
    await assertFinds(adapter, { ...query, where: subjectIs(all) }, ['Encounter/e1'], promise);
    const notNamed: Predicate = { kind: 'not', predicate: subjectIs(tokenIs('name', 'x')) };
    await assertFinds(adapter, { ...query, where: notNamed }, ['Encounter/e2'], promise);
    const viaGp = subjectIs({ kind: 'chained', parameter: 'gp', types: ['Practitioner'], where: all });
    await assertFinds(adapter, { ...query, where: viaGp }, [], `${promise} (at the second hop)`);
    const viaEncounter: Predicate = {
      kind: 'chained',
      parameter: 'encounter',
      types: ['Encounter'],
      where: subjectIs(all),
    };
    await assertFinds(
      adapter,
      { access: rules, types: ['Observation'], where: viaEncounter },
      ['Observation/o1'],
      promise,
    );
    const widened: AccessRules = { byType: { ...rules.byType, Observation: all }, otherwise: none };
    const throughBoth = ['Observation/o1', 'Observation/o3'];
    await assertFinds(adapter, { access: widened, types: ['Observation'], where: viaEncounter }, throughBoth, promise);
  }),
  safetyCase('access: a reverse chain says nothing of a resource that may not be seen', async ({ adapter }) => {
    await putTwoPatients(adapter);
    const promise = 'Access is broken: a reverse chain looks at a resource that may not be seen.';
    const query = { access: rules, types: ['Encounter'] };
    await assertFinds(adapter, { ...query, where: seenIn(tokenIs('code', 'y')) }, ['Encounter/e1'], promise);
    await assertFinds(adapter, { ...query, where: seenIn(tokenIs('code', 'z')) }, [], promise);
    await assertFinds(adapter, { ...query, where: { kind: 'not', predicate: seenIn(all) } }, ['Encounter/e2'], promise);
    const linked: Predicate = { kind: 'reverseChained', type: 'Patient', parameter: 'link', where: all };
    await assertFinds(adapter, { access: rules, types: ['Patient'], where: linked }, [], promise);
  }),
  safetyCase('access: includes neither show nor go through what may not be seen', async ({ adapter }) => {
    await putTwoPatients(adapter);
    const promise = 'Access is broken: an include shows, or goes through, what may not be seen.';
    const include = async (types: string[], includes: Parameters<typeof find>[1]['includes']) =>
      names((await find(adapter, { access: rules, types, includes: includes ?? [] })).included);
    const subject = { direction: 'forward', source: 'Encounter', parameter: 'subject' } as const;
    assert.deepEqual(await include(['Encounter'], [subject]), ['Patient/1'], promise);
    const anything = { direction: 'forward', source: 'Encounter', parameter: '*' } as const;
    assert.deepEqual(await include(['Encounter'], [anything]), ['Patient/1'], promise);
    const seen = { direction: 'reverse', source: 'Observation', parameter: 'encounter' } as const;
    assert.deepEqual(await include(['Encounter'], [seen]), ['Observation/o1'], promise);
    const gp = { direction: 'forward', source: 'Patient', parameter: 'gp', iterate: true } as const;
    assert.deepEqual(await include(['Encounter'], [subject, gp]), ['Patient/1'], promise);
    // From encounter 2 the only way to anything is through patient 2.
    const link = { direction: 'forward', source: 'Patient', parameter: 'link', iterate: true } as const;
    const { included } = await find(adapter, {
      access: rules,
      where: { kind: 'id', ids: ['e2'] },
      includes: [subject, link],
    });
    assert.deepEqual(names(included), [], promise);
  }),
  safetyCase('access: the rules themselves are judged against the whole record', async ({ adapter }) => {
    await putTwoPatients(adapter);
    const access: AccessRules = {
      byType: { Encounter: subjectIs({ kind: 'id', ids: ['2'] }), Patient: none, Observation: all },
      otherwise: none,
    };
    const promise = 'An access rule that follows a chain does not see the whole record.';
    await assertFinds(adapter, { access, types: ['Encounter'], where: all }, ['Encounter/e2'], promise);
    await assertFinds(adapter, { access, types: ['Encounter'], where: subjectIs(all) }, [], promise);
    const mutual: AccessRules = {
      byType: {
        Encounter: seenIn(all),
        Observation: { kind: 'chained', parameter: 'encounter', types: ['Encounter'], where: subjectIs(all) },
      },
      otherwise: none,
    };
    const both = ['Encounter/e1', 'Encounter/e2'];
    await assertFinds(adapter, { access: mutual, types: ['Encounter'], where: seenIn(all) }, both, promise);
  }),
  safetyCase('access: a rule that allows nothing answers nothing, wherever it meets a query', async ({ adapter }) => {
    await putTwoPatients(adapter);
    const promise = 'A rule that allows nothing does not simply give an empty answer.';
    const nothings: Predicate[] = [
      none,
      { kind: 'or', predicates: [] },
      { kind: 'not', predicate: all },
      { kind: 'id', ids: [] },
    ];
    for (const nothing of nothings) {
      const access: AccessRules = { byType: { Encounter: all }, otherwise: nothing };
      await assertFinds(adapter, { access, where: tokenIs('name', 'x') }, [], promise);
      await assertFinds(adapter, { access, types: ['Encounter'], where: subjectIs(all) }, [], promise);
      await assertFinds(adapter, { access, types: ['Encounter'], where: seenIn(all) }, [], promise);
      await assertFinds(adapter, { types: ['Encounter'], where: subjectIs(nothing) }, [], promise);
      await assertFinds(adapter, { types: ['Encounter'], where: seenIn(nothing) }, [], promise);
      const { matches, included } = await find(adapter, {
        access,
        types: ['Encounter'],
        sort: [{ parameter: 'name', entry: 'token', direction: 'ascending' }],
        includes: [
          { direction: 'forward', source: 'Encounter', parameter: 'subject', iterate: true },
          { direction: 'forward', source: 'Encounter', parameter: '*', target: 'Patient' },
          { direction: 'reverse', source: 'Observation', parameter: 'encounter', iterate: true },
          { direction: 'reverse', source: 'Observation', parameter: '*' },
        ],
      });
      assert.deepEqual([names(matches), names(included)], [['Encounter/e1', 'Encounter/e2'], []], promise);
      const history = await adapter.history({ scope: {}, access, count: 10 });
      assert.equal(history.total, 2, promise);
    }
  }),
];
