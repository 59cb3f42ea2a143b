import type { Predicate } from '@baseplate-epr/contracts';
import { assertFinds, put } from './actions.ts';
import { reference, token } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

const all: Predicate = { kind: 'all' };
const tokenIs = (parameter: string, code: string): Predicate => ({ kind: 'token', parameter, code });
const chained = (parameter: string, types: string[], where: Predicate): Predicate => ({
  kind: 'chained',
  parameter,
  types,
  where,
});
const referredBy = (type: string, parameter: string, where: Predicate): Predicate => ({
  kind: 'reverseChained',
  type,
  parameter,
  where,
});

/** Conditions on resources that are referred to, or that refer. */
export const chainCases: readonly RecordStoreCase[] = [
  safetyCase('chain: follows local references to current resources of the types named', async ({ adapter }) => {
    await put(
      adapter,
      { type: 'Patient', id: '1', entries: [token('name', 'ann')] },
      { type: 'Patient', id: '2', entries: [token('name', 'bob')] },
      { type: 'Patient', id: 'gone', entries: [token('name', 'ann')] },
      { type: 'Group', id: '1', entries: [token('name', 'ann')] },
      { id: 'a', entries: [reference('subject', 'Patient/1')] },
      { id: 'b', entries: [reference('subject', 'Patient/2')] },
      { id: 'c', entries: [reference('subject', 'Group/1')] },
      { id: 'd', entries: [reference('performer', 'Patient/1')] },
      { id: 'e', entries: [reference('subject', 'https://x/Patient/1')] },
      { id: 'f', entries: [reference('subject', 'Patient/2'), reference('subject', 'Patient/1')] },
      { id: 'g', entries: [reference('subject', 'Patient/gone')] },
      { id: 'h', entries: [reference('subject', 'Patient/nobody')] },
    );
    await put(adapter, { type: 'Patient', id: 'gone', version: 2, deleted: true });
    const observations = { types: ['Observation'] };
    const promise = 'A chain finds something else.';
    const annPatient = chained('subject', ['Patient'], tokenIs('name', 'ann'));
    await assertFinds(adapter, { ...observations, where: annPatient }, ['Observation/a', 'Observation/f'], promise);
    const annEither = chained('subject', ['Patient', 'Group'], tokenIs('name', 'ann'));
    await assertFinds(
      adapter,
      { ...observations, where: annEither },
      ['Observation/a', 'Observation/c', 'Observation/f'],
      promise,
    );
    await assertFinds(adapter, { ...observations, where: chained('subject', [], all) }, [], promise);
    const anybody = chained('subject', ['Patient'], all);
    await assertFinds(
      adapter,
      { ...observations, where: anybody },
      ['Observation/a', 'Observation/b', 'Observation/f'],
      promise,
    );
    const notAnn = chained('subject', ['Patient'], { kind: 'not', predicate: tokenIs('name', 'ann') });
    await assertFinds(adapter, { ...observations, where: notAnn }, ['Observation/b', 'Observation/f'], promise);
    await assertFinds(
      adapter,
      { ...observations, where: { kind: 'and', predicates: [annPatient, { kind: 'not', predicate: notAnn }] } },
      ['Observation/a'],
      promise,
    );
  }),
  safetyCase('chain: reverse chains ask for current resources that refer here', async ({ adapter }) => {
    await put(
      adapter,
      { type: 'Patient', id: '1' },
      { type: 'Patient', id: '2' },
      { type: 'Patient', id: '3' },
      { type: 'Group', id: '1' },
      { id: 'a', entries: [reference('subject', 'Patient/1'), token('code', 'x')] },
      { id: 'b', entries: [reference('subject', 'Patient/2'), token('code', 'y')] },
      { id: 'c', entries: [reference('performer', 'Patient/3'), token('code', 'x')] },
      { type: 'Condition', id: 'd', entries: [reference('subject', 'Patient/3'), token('code', 'x')] },
      { id: 'e', entries: [reference('subject', 'Patient/3'), token('code', 'x')] },
    );
    await put(adapter, { id: 'e', version: 2, deleted: true });
    const promise = 'A reverse chain finds something else.';
    const withX = referredBy('Observation', 'subject', tokenIs('code', 'x'));
    await assertFinds(adapter, { where: withX }, ['Patient/1'], promise);
    await assertFinds(
      adapter,
      { where: referredBy('Observation', 'subject', all) },
      ['Patient/1', 'Patient/2'],
      promise,
    );
    await assertFinds(
      adapter,
      { types: ['Patient'], where: { kind: 'not', predicate: withX } },
      ['Patient/2', 'Patient/3'],
      promise,
    );
  }),
  safetyCase('chain: chains of both directions may be nested', async ({ adapter }) => {
    await put(
      adapter,
      { type: 'Organization', id: 'o', entries: [token('name', 'ward')] },
      { type: 'Organization', id: 'p', entries: [token('name', 'clinic')] },
      { type: 'Patient', id: '1', entries: [reference('organization', 'Organization/o')] },
      { type: 'Patient', id: '2', entries: [reference('organization', 'Organization/p')] },
      { type: 'Patient', id: '3', entries: [reference('organization', 'Organization/o')] },
      { id: 'a', entries: [reference('subject', 'Patient/1'), token('code', 'x')] },
      { id: 'b', entries: [reference('subject', 'Patient/2'), token('code', 'x')] },
      { id: 'c', entries: [reference('subject', 'Patient/3'), token('code', 'y')] },
      { type: 'Provenance', id: 'v', entries: [reference('target', 'Observation/a'), token('agent', 'z')] },
    );
    const promise = 'A nested chain finds something else.';
    const ofWard = chained('organization', ['Organization'], tokenIs('name', 'ward'));
    const twice = chained('subject', ['Patient'], ofWard);
    await assertFinds(adapter, { types: ['Observation'], where: twice }, ['Observation/a', 'Observation/c'], promise);
    const vouched = referredBy('Observation', 'subject', referredBy('Provenance', 'target', tokenIs('agent', 'z')));
    await assertFinds(adapter, { where: vouched }, ['Patient/1'], promise);
    const companions = chained('subject', ['Patient'], { kind: 'and', predicates: [vouched, ofWard] });
    await assertFinds(adapter, { where: companions }, ['Observation/a'], promise);
    const back = chained(
      'organization',
      ['Organization'],
      referredBy('Patient', 'organization', referredBy('Observation', 'subject', tokenIs('code', 'y'))),
    );
    await assertFinds(adapter, { where: back }, ['Patient/1', 'Patient/3'], promise);
  }),
];
