import { expect, test } from 'vitest';
import type { News2Glance, WardPatient } from '../../src/wards/ward-views.ts';
import { byUrgency } from './ward-order.ts';

const common = { id: '', born: '', gender: '', nhsNumber: '', bed: '', admitted: '', reason: undefined };
const patient = (name: string, news2: WardPatient['news2']): WardPatient => ({ ...common, name, news2 });
const there = (name: string, glance: News2Glance) => patient(name, { state: 'there', value: glance });
const scored = (
  name: string,
  score: Partial<NonNullable<News2Glance['latest']>['score']>,
  overdue = false,
): WardPatient =>
  there(name, {
    latest: { score: { outcome: 'complete', words: '', missing: [], ...score }, time: '' },
    next: { words: '', overdue },
  });

test('the most urgent comes first, and what is not known stands above what is known to be well', () => {
  const list = [
    scored('well', { total: 0, risk: 'none' }),
    scored('well, late', { total: 0, risk: 'none' }, true),
    there('nothing recorded', { latest: undefined, next: undefined }),
    patient('did not come', { state: 'unavailable' }),
    scored('incomplete', { outcome: 'incomplete' }),
    scored('incomplete, calls for an emergency', { outcome: 'incomplete', risk: 'high' }),
    scored('low', { total: 4, risk: 'low' }),
    scored('single three', { total: 3, risk: 'low-medium' }),
    scored('medium', { total: 6, risk: 'medium' }),
    scored('high', { total: 9, risk: 'high' }),
    scored('higher', { total: 12, risk: 'high' }),
  ];
  expect(list.toSorted(byUrgency).map(({ name }) => name)).toEqual([
    'higher',
    'high',
    'incomplete, calls for an emergency',
    'medium',
    'single three',
    'did not come',
    'incomplete',
    'low',
    'well, late',
    'nothing recorded',
    'well',
  ]);
});
