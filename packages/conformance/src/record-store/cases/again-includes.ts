import type { Query } from '@baseplate-epr/contracts';
import { type AgainRow, coded, encounter, everything, here, observation, ofPatient } from './again-chart.ts';
import type { Draft } from './drafts.ts';
import { reference, token } from './entries.ts';

/** What a page includes, which is to be looked at anew each time. */
export const againIncludes: readonly AgainRow[] = [
  {
    name: 'what it includes, which is not there at first, changes, may not be seen, and goes',
    begin: [observation('o', 1, { entries: [reference('performer', 'Practitioner/x')] })],
    questions: [undefined, { byType: { Practitioner: coded('open') }, otherwise: { kind: 'all' } } as const].flatMap(
      (access): readonly Query[] => {
        const plain = { types: ['Observation'], where: ofPatient, count: 20, ...(access && { access }) };
        return [
          { ...plain, includes: [{ direction: 'forward', source: 'Observation', parameter: 'performer' }] },
          plain,
        ];
      },
    ),
    happenings: [
      { write: [{ type: 'Practitioner', id: 'x', entries: [token('code', 'open')] }] },
      { write: [{ type: 'Practitioner', id: 'x', version: 2, entries: [token('code', 'closed')] }] },
      { write: [{ type: 'Practitioner', id: 'x', version: 3, deleted: true }] },
      { write: [observation('o', 2, { entries: [reference('performer', 'Practitioner/y')] })] },
      { write: [{ type: 'Practitioner', id: 'y', entries: [token('code', 'open')] }] },
      { write: [observation('o', 3, { entries: [reference('performer', 'Practitioner/y')] })] },
      { write: [{ type: 'Practitioner', id: 'y', version: 2, entries: [token('code', 'closed')] }] },
      { write: [{ type: 'Practitioner', id: 'y', version: 3, deleted: true }] },
    ],
  },
  {
    name: 'what it includes of those that refer to it, which lie elsewhere, come, change and go',
    begin: [observation('o', 1)],
    questions: [{ ...everything, includes: [{ direction: 'reverse', source: 'Provenance', parameter: 'target' }] }],
    happenings: [
      { write: [{ type: 'Provenance', id: 'a', entries: [reference('target', 'Observation/o')] }] },
      { write: [{ type: 'Provenance', id: 'b', entries: [reference('target', 'Observation/o')] }] },
      { write: [{ type: 'Provenance', id: 'a', version: 2, entries: [reference('target', 'Observation/n')] }] },
      { write: [{ type: 'Provenance', id: 'b', version: 2, deleted: true }] },
    ],
  },
  {
    name: 'what it includes, of the one type, of the other, or of any',
    begin: [
      observation('o', 1, {
        entries: [reference('performer', 'Practitioner/x'), reference('performer', 'Organization/y')],
      }),
      { type: 'Practitioner', id: 'x' },
    ],
    questions: [undefined, 'Practitioner', 'Organization', 'Device'].flatMap((target): readonly Query[] => {
      const include = { direction: 'forward', source: 'Observation', parameter: 'performer' } as const;
      return [{ ...everything, includes: [{ ...include, ...(target && { target }) }] }];
    }),
    happenings: [
      { write: [{ type: 'Organization', id: 'y' }] },
      { write: [{ type: 'Practitioner', id: 'x', version: 2, deleted: true }] },
    ],
  },
  {
    name: 'what it includes in rounds, and from the one type or the other',
    begin: [
      observation('o', 1, { entries: [reference('about', 'Encounter/a')] }),
      { ...encounter(1, 'open', here), entries: [reference('about', 'Encounter/b')] },
      { type: 'Encounter', id: 'b', entries: [reference('about', 'Encounter/c')] },
      ...['a', 'c', 'd'].map((id): Draft => ({ type: 'Encounter', id })),
    ],
    questions: (
      [
        { direction: 'forward', source: 'Encounter', parameter: 'about', iterate: true },
        { direction: 'forward', source: 'Encounter', parameter: 'about' },
        { direction: 'forward', source: 'Observation', parameter: 'about' },
      ] as const
    ).map((include): Query => ({ ...everything, includes: [include] })),
    happenings: [
      { write: [{ type: 'Encounter', id: 'b', version: 2, entries: [reference('about', 'Encounter/d')] }] },
      { write: [{ type: 'Encounter', id: 'd', version: 2, deleted: true }] },
      { write: [observation('o', 2, { entries: [reference('about', 'Encounter/c')] })] },
    ],
  },
];
