import { describe, expect, test } from 'vitest';
import { finds, now } from '../__fixtures__/finds.ts';
import { matchesPredicate } from '../__fixtures__/matches-predicate.ts';
import { indexResource } from '../index-resource.ts';
import { parseSearch } from '../query/parse-search.ts';

const status = (code: string) => ({ coding: [{ code }] });
const allergy = (more: object = {}) => ({ resourceType: 'AllergyIntolerance', category: ['medication'], ...more });

describe('https://hl7.org/fhir/R4/search.html#list', () => {
  test.each([
    ['an active allergy', allergy({ clinicalStatus: status('active') }), '$current-allergies', true],
    ['an allergy whose status is not known', allergy(), '$current-allergies', true],
    ['a resolved allergy', allergy({ clinicalStatus: status('resolved') }), '$current-allergies', false],
    ['a refuted allergy', allergy({ verificationStatus: status('refuted') }), '$current-allergies', false],
    ['a drug allergy', allergy(), '$current-drug-allergies', true],
    ['a food allergy', allergy({ category: ['food'] }), '$current-drug-allergies', false],
    ['an allergy to nobody knows what', { ...allergy(), category: undefined }, '$current-drug-allergies', true],
    ['a problem whose status is not known', { resourceType: 'Condition' }, '$current-problems', true],
    [
      'a resolved problem',
      { resourceType: 'Condition', clinicalStatus: status('resolved') },
      '$current-problems',
      false,
    ],
    ['a relapse', { resourceType: 'Condition', clinicalStatus: status('relapse') }, '$current-problems', true],
    [
      'a problem in remission',
      { resourceType: 'Condition', clinicalStatus: status('remission') },
      '$current-problems',
      false,
    ],
    [
      'an order',
      { resourceType: 'MedicationRequest', status: 'active', intent: 'order' },
      '$current-medications',
      true,
    ],
    [
      'a proposal',
      { resourceType: 'MedicationRequest', status: 'active', intent: 'proposal' },
      '$current-medications',
      false,
    ],
    ['a statement', { resourceType: 'MedicationStatement', status: 'active' }, '$current-medications', true],
    [
      'a list of something else',
      { resourceType: 'Condition', clinicalStatus: status('active') },
      '$current-allergies',
      false,
    ],
  ])('%s', (_clause, resource, list, expected) => {
    expect(finds(resource, `_list=${list}`)).toBe(expected);
  });

  test('a search of every type finds what is of the types of the list', () => {
    const parse = (value: string) => parseSearch({ types: [], parameters: [['_list', value]], now }).where;
    const found = (resource: { readonly resourceType: string }, list: string) => {
      const type = resource.resourceType;
      return matchesPredicate({ type, id: 'a', ...indexResource({ type, resource }) }, parse(list));
    };
    expect(found(allergy(), '$current-allergies')).toBe(true);
    expect(found(allergy({ clinicalStatus: status('resolved') }), '$current-allergies')).toBe(false);
    expect(found({ resourceType: 'Condition' }, '$current-allergies')).toBe(false);
    const statement = { resourceType: 'MedicationStatement', status: 'active' };
    expect(found(statement, '$current-medications')).toBe(true);
  });

  test('the items of a List, and a list that there is not', () => {
    const parse = (value: string) => parseSearch({ type: 'Patient', parameters: [['_list', value]], now });
    const named = (parameter: string, id: string) => ({
      kind: 'reverseChained',
      type: 'List',
      parameter,
      where: { kind: 'id', ids: [id] },
    });
    const on = (id: string) => ({
      kind: 'and',
      predicates: [named('item', id), { kind: 'not', predicate: named('item:removed', id) }],
    });
    expect(parse('42').where).toEqual(on('42'));
    expect(parse('42,43').where).toEqual({ kind: 'or', predicates: [on('42'), on('43')] });
    expect(parse('$current-hopes').unknown).toMatchObject([{ name: '_list', refuse: true }]);
  });

  test('what a List marks as deleted is noted, unless it names it besides; the item is still mentioned', () => {
    const item = (id: string, deleted?: boolean) => ({
      item: { reference: `Condition/${id}` },
      ...(deleted === undefined ? {} : { deleted }),
    });
    const entry = [item('kept'), item('shown', false), item('removed', true), item('back', true), item('back')];
    const { entries } = indexResource({ type: 'List', resource: { resourceType: 'List', mode: 'changes', entry } });
    const idsOf = (name: string) =>
      entries.flatMap((one) => (one.kind === 'reference' && one.parameter === name ? [one.id] : []));
    expect(idsOf('item:removed')).toEqual(['removed']);
    expect(idsOf('item')).toEqual(['kept', 'shown', 'removed', 'back']);
  });

  test('#query: named queries are refused, #contained: says that it is not applied', () => {
    const unknown = (name: string, value: string) =>
      parseSearch({ type: 'Patient', parameters: [[name, value]], now }).unknown;
    expect(unknown('_query', 'x')).toMatchObject([{ name: '_query', refuse: true }]);
    expect(unknown('_contained', 'true')).toMatchObject([{ name: '_contained', refuse: false }]);
    expect(unknown('_contained', 'false')).toEqual([]);
    expect(unknown('_containedType', 'contained')).toMatchObject([{ name: '_containedType', refuse: false }]);
  });
});
