import assert from 'node:assert/strict';
import type { Include, RecordStore } from '@baseplate-epr/contracts';
import { find, names, put } from './actions.ts';
import { reference } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

const forward = (source: string, parameter: string, more: Partial<Include> = {}): Include => ({
  direction: 'forward',
  source,
  parameter,
  ...more,
});
const reverse = (source: string, parameter: string, more: Partial<Include> = {}): Include => ({
  direction: 'reverse',
  source,
  parameter,
  ...more,
});

async function putWard(store: RecordStore): Promise<void> {
  await put(
    store,
    { type: 'Patient', id: '1', entries: [reference('gp', 'Practitioner/d'), reference('link', 'Patient/1')] },
    { type: 'Patient', id: '2', entries: [reference('gp', 'Organization/g')] },
    { type: 'Practitioner', id: 'd' },
    { type: 'Organization', id: 'g' },
    { type: 'Encounter', id: 'e1', entries: [reference('partOf', 'Encounter/e2'), reference('subject', 'Patient/1')] },
    { type: 'Encounter', id: 'e2', entries: [reference('partOf', 'Encounter/e3'), reference('subject', 'Patient/1')] },
    { type: 'Encounter', id: 'e3', entries: [reference('partOf', 'Encounter/e1'), reference('subject', 'Patient/2')] },
    {
      id: 'o1',
      entries: [
        reference('subject', 'Patient/1'),
        reference('performer', 'Practitioner/d'),
        reference('encounter', 'Encounter/e1'),
      ],
    },
    {
      id: 'o2',
      entries: [
        reference('subject', 'Patient/2'),
        reference('performer', 'Patient/2'),
        reference('performer', 'https://x/Practitioner/d'),
        reference('performer', 'Practitioner/nobody'),
        reference('performer', 'Practitioner/gone'),
      ],
    },
    { type: 'Practitioner', id: 'gone' },
    {
      type: 'Provenance',
      id: 'v',
      entries: [reference('target', 'Observation/o1'), reference('agent', 'Practitioner/d')],
    },
  );
  await put(store, { type: 'Practitioner', id: 'gone', version: 2, deleted: true });
}

/** What each query includes: types searched, ids matched, includes, and what they add. */
const tables: readonly (readonly [name: string, types: string, ids: string, includes: Include[], included: string])[] =
  [
    ['forward by one parameter', 'Observation', 'o1 o2', [forward('Observation', 'subject')], 'Patient/1 Patient/2'],
    [
      'forward by a parameter with several values',
      'Observation',
      'o1 o2',
      [forward('Observation', 'performer')],
      'Patient/2 Practitioner/d',
    ],
    [
      'forward to one type',
      'Observation',
      'o1 o2',
      [forward('Observation', 'performer', { target: 'Practitioner' })],
      'Practitioner/d',
    ],
    [
      'forward by every parameter',
      'Observation',
      'o1',
      [forward('Observation', '*')],
      'Encounter/e1 Patient/1 Practitioner/d',
    ],
    [
      'forward by every parameter to one type',
      'Observation',
      'o1',
      [forward('Observation', '*', { target: 'Patient' })],
      'Patient/1',
    ],
    ['forward from another type', 'Observation', 'o1', [forward('Encounter', 'subject')], ''],
    ['reverse by one parameter', 'Patient', '1', [reverse('Observation', 'subject')], 'Observation/o1'],
    ['reverse by every parameter', 'Practitioner', 'd', [reverse('Observation', '*')], 'Observation/o1'],
    [
      'reverse to one type',
      'Patient Practitioner',
      '1 2 d',
      [reverse('Observation', 'performer', { target: 'Practitioner' })],
      'Observation/o1',
    ],
    [
      'reverse from several types',
      'Patient',
      '2',
      [reverse('Observation', '*'), reverse('Encounter', '*')],
      'Encounter/e3 Observation/o2',
    ],
    [
      'a resource that refers to itself',
      'Patient',
      '1',
      [forward('Patient', 'link'), reverse('Patient', 'link', { iterate: true })],
      '',
    ],
    ['a circle, one step', 'Encounter', 'e1', [forward('Encounter', 'partOf')], 'Encounter/e2'],
    [
      'a circle, all round',
      'Encounter',
      'e1',
      [forward('Encounter', 'partOf', { iterate: true })],
      'Encounter/e2 Encounter/e3',
    ],
    [
      'a circle, backwards',
      'Encounter',
      'e1',
      [reverse('Encounter', 'partOf', { iterate: true })],
      'Encounter/e2 Encounter/e3',
    ],
    [
      'without iterate, only from matches',
      'Observation',
      'o1',
      [forward('Observation', 'subject'), forward('Patient', 'gp')],
      'Patient/1',
    ],
    [
      'with iterate, also from included, whichever include found them',
      'Observation',
      'o1 o2',
      [forward('Patient', 'gp', { iterate: true }), forward('Observation', 'subject')],
      'Organization/g Patient/1 Patient/2 Practitioner/d',
    ],
    [
      'an include without iterate does not go on from what an iterating one found',
      'Observation',
      'o1',
      [
        forward('Observation', 'encounter'),
        forward('Encounter', 'partOf', { iterate: true }),
        forward('Encounter', 'subject'),
      ],
      'Encounter/e1 Encounter/e2 Encounter/e3',
    ],
    [
      'both directions, iterating',
      'Provenance',
      'v',
      [
        forward('Provenance', 'target'),
        forward('Observation', 'encounter', { iterate: true }),
        reverse('Encounter', 'partOf', { iterate: true }),
        forward('Encounter', 'subject', { iterate: true }),
      ],
      'Encounter/e1 Encounter/e2 Encounter/e3 Observation/o1 Patient/1 Patient/2',
    ],
  ];

/** What comes along with the matches. */
export const includeCases: readonly RecordStoreCase[] = [
  safetyCase('include: follows references from and to the matches, each resource once', async ({ adapter }) => {
    await putWard(adapter);
    for (const [name, types, ids, includes, included] of tables) {
      const where = { kind: 'id', ids: ids.split(' ') } as const;
      const result = await find(adapter, { types: types.split(' '), where, includes });
      assert.equal(result.matches.length, ids.split(' ').length);
      assert.equal(names(result.included).join(' '), included, `Includes find something else: ${name}.`);
    }
  }),
  safetyCase('include: belongs to the page, and leaves out what the page has matched', async ({ adapter }) => {
    await putWard(adapter);
    const query = { types: ['Encounter'], includes: [forward('Encounter', '*')], count: 2 };
    const first = await find(adapter, query);
    assert.deepEqual(names(first.matches), ['Encounter/e1', 'Encounter/e2']);
    assert.deepEqual(
      names(first.included),
      ['Encounter/e3', 'Patient/1'],
      'The includes of a page are not those of its matches.',
    );
    const second = await find(adapter, { ...query, cursor: first.next ?? '' });
    assert.deepEqual(names(second.matches), ['Encounter/e3'], 'Including a resource removed it from a later page.');
    assert.deepEqual(
      names(second.included),
      ['Encounter/e1', 'Patient/2'],
      'The includes of a page are not those of its matches.',
    );
  }),
  safetyCase(
    'include: gives the newest version, and only references of the newest version count',
    async ({ adapter }) => {
      await putWard(adapter);
      await put(adapter, { type: 'Patient', id: '2', version: 2 });
      await put(adapter, { id: 'o1', version: 2, entries: [reference('subject', 'Patient/2')] });
      const { included } = await find(adapter, { types: ['Observation'], includes: [forward('Observation', '*')] });
      assert.deepEqual(names(included), ['Patient/2'], 'An include follows a reference of an earlier version.');
      assert.equal(included[0]?.versionId, '2', 'An include gives an earlier version.');
      const back = await find(adapter, { types: ['Practitioner'], includes: [reverse('Observation', '*')] });
      assert.deepEqual(names(back.included), [], 'A reverse include follows a reference of an earlier version.');
    },
  ),
];
