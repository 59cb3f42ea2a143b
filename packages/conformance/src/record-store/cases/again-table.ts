import type { AccessRules, Predicate, Query } from '@baseplate-epr/contracts';
import {
  type AgainRow,
  anyPatient,
  both,
  coded,
  encounter,
  everything,
  here,
  observation,
  ofPatient,
  patient,
  subject,
} from './again-chart.ts';
import { againIncludes } from './again-includes.ts';
import type { Draft } from './drafts.ts';
import { reference, token } from './entries.ts';

/** A group, which lies in no compartment, with the id of the patient; it may refer to itself. */
function group(version: number, ...patients: readonly string[]): Draft {
  const entries = [token('code', 'c'), ...patients.map((target) => reference('patient', target))];
  return { type: 'Group', id: 'p', version, entries };
}

/** Conditions may be seen by what they refer to, everything else as it is. */
const byContext: AccessRules = {
  byType: { Condition: { kind: 'chained', parameter: 'context', types: ['Encounter'], where: coded('open') } },
  otherwise: { kind: 'all' },
};
const condition: Draft = {
  type: 'Condition',
  id: 'd',
  compartments: here,
  entries: [reference('context', 'Encounter/l')],
};
/** Conditions may be seen by what their encounter refers to. */
const byAuthor: AccessRules = {
  byType: {
    Condition: {
      kind: 'chained',
      parameter: 'context',
      types: ['Encounter'],
      where: { kind: 'chained', parameter: 'author', types: ['Practitioner'], where: coded('open') },
    },
  },
  otherwise: { kind: 'all' },
};

/** Those who may see all of a patient's observations, some, none, or those of one patient alone. */
const askers: readonly (AccessRules | undefined)[] = [
  undefined,
  { byType: {}, otherwise: coded('open') },
  { byType: { Observation: coded('open') }, otherwise: { kind: 'all' } },
  { byType: { Observation: { kind: 'none' } }, otherwise: { kind: 'all' } },
  ...['p', 'q'].map((id): AccessRules => {
    const ofOne: Predicate = { kind: 'compartment', type: 'Patient', ids: [id] };
    return { byType: { Observation: ofOne }, otherwise: { kind: 'none' } };
  }),
];

/** What a chart may have remembered, and what makes it untrue. */
export const againTable: readonly AgainRow[] = [
  {
    name: 'the order, the size of pages and where they begin',
    begin: [1, 2, 3, 4].map((day) => observation(`o${day}`, 1, { day })),
    questions: (['ascending', 'descending'] as const).flatMap((direction) =>
      [2, 3, 20].flatMap((count) =>
        (['date', '_lastUpdated', '_id'] as const).map((parameter) => ({
          types: ['Observation'],
          where: subject,
          count,
          sort: [{ parameter, entry: parameter === '_id' ? 'token' : 'date', direction } as const],
        })),
      ),
    ),
    happenings: [{ write: [observation('o5', 1, { day: 5 })] }, { write: [observation('o1', 2, { day: 9 })] }],
  },
  {
    name: 'what comes, changes, goes and comes back',
    begin: [patient, observation('o', 1)],
    questions: [everything, { types: ['Observation'], where: both(subject, coded('c')), count: 20 }],
    happenings: [
      { write: [observation('n', 1)] },
      { write: [observation('o', 2, { entries: [token('code', 'd')] })] },
      { write: [observation('o', 3, { deleted: true })] },
      { write: [observation('o', 4)] },
      { write: [observation('m', 1)] },
    ],
  },
  {
    name: 'what moves to another compartment, and back',
    begin: [patient, observation('o', 1), observation('p', 1)],
    questions: [everything, { types: ['Observation'], where: both(ofPatient, coded('c')), count: 20 }],
    happenings: [
      { write: [observation('o', 2, { compartments: ['Patient/q'] })] },
      { write: [observation('o', 3)] },
      { write: [observation('p', 2, { compartments: [] })] },
    ],
  },
  {
    name: 'what is indexed anew',
    begin: [observation('o', 1)],
    questions: [{ types: ['Observation'], where: both(ofPatient, coded('c')), count: 20 }],
    happenings: [
      { index: { type: 'Observation', id: 'o', version: 1, entries: [token('code', 'other')] } },
      { index: { type: 'Observation', id: 'o', version: 1, entries: [token('code', 'c')] } },
    ],
  },
  {
    name: 'what refers to a patient, and lies elsewhere',
    begin: [observation('o', 1)],
    questions: [{ types: ['Observation'], where: subject, count: 20 }],
    happenings: [
      { write: [observation('stray', 1, { compartments: ['Patient/q'] })] },
      { write: [observation('stray', 2, { deleted: true, compartments: ['Patient/q'] })] },
    ],
  },
  {
    name: 'what refers to a patient, is of a type that never did so, and lies elsewhere',
    begin: [observation('o', 1), { type: 'Group', id: 'g' }],
    questions: [['Observation', 'Group'], []].flatMap((types) => [
      { types, where: subject, count: 20 },
      { types, where: both(subject, coded('c')), count: 20 },
    ]),
    happenings: [
      { write: [{ type: 'Group', id: 'h', entries: [token('code', 'c'), reference('patient', 'Patient/p')] }] },
      { write: [{ type: 'Group', id: 'h', version: 2, deleted: true }] },
    ],
  },
  {
    name: 'who asks, whatever others have asked before',
    begin: [
      patient,
      observation('o', 1, { entries: [token('code', 'open')] }),
      observation('n', 1),
      observation('other', 1, { compartments: ['Patient/q'] }),
    ],
    questions: [ofPatient, undefined].flatMap((where) =>
      askers.map(
        (access): Query => ({ types: ['Observation'], count: 20, ...(where && { where }), ...(access && { access }) }),
      ),
    ),
    happenings: [
      { write: [observation('n', 2, { entries: [token('code', 'open')] })] },
      { write: [observation('o', 2)] },
    ],
  },
  {
    name: 'what refers, by id alone, to something that comes to have the id of the patient',
    begin: [patient, observation('o', 1)],
    questions: [['Observation'], []].flatMap((types) => [
      { types, where: anyPatient, count: 20 },
      { types, where: both(anyPatient, coded('c')), count: 20 },
    ]),
    happenings: [
      {
        write: [
          {
            type: 'Observation',
            id: 'of-group',
            entries: [token('code', 'c'), reference('patient', 'Group/p')],
            compartments: ['Patient/q'],
          },
        ],
      },
      { write: [{ type: 'Observation', id: 'of-group', version: 2, deleted: true, compartments: ['Patient/q'] }] },
    ],
  },
  {
    name: 'what refers, by id alone, to something of another type with the id of the patient',
    begin: [patient, observation('o', 1), observation('away', 1, { compartments: ['Patient/q'] })],
    questions: [['Observation', 'Group'], []].flatMap((types) => [
      { types, where: anyPatient, count: 20, total: true },
      { types, where: both(anyPatient, coded('c')), count: 1 },
      { types, where: anyPatient, count: 20, sort: [{ parameter: 'date', entry: 'date', direction: 'descending' }] },
    ]),
    happenings: [
      { write: [observation('group', 1, { entries: [reference('patient', 'Group/p')], compartments: ['Patient/q'] })] },
      { write: [group(1, 'Group/p')] },
      { write: [{ ...group(1, 'Practitioner/p'), type: 'Practitioner' }] },
      { write: [group(2, 'Group/q')] },
      { write: [group(3, 'Group/p')] },
      { write: [{ ...group(4), deleted: true, entries: [] }] },
    ],
  },
  ...[
    { lies: 'elsewhere', compartments: [] },
    { lies: 'in the compartment too', compartments: here },
  ].map(
    ({ lies, compartments }): AgainRow => ({
      name: `what may be seen by what it refers to, which lies ${lies}`,
      begin: [
        patient,
        condition,
        encounter(1, 'open', compartments),
        observation('o', 1, { entries: [reference('told-in', 'Condition/d')] }),
      ],
      questions: [
        { ...everything, access: byContext },
        { types: ['Condition'], where: ofPatient, access: byContext, count: 20 },
        {
          types: ['Observation'],
          where: ofPatient,
          access: byContext,
          count: 20,
          includes: [{ direction: 'forward', source: 'Observation', parameter: 'told-in' }],
        },
      ],
      happenings: [
        { write: [encounter(2, 'closed', compartments)] },
        { write: [encounter(3, 'open', compartments)] },
        { index: { type: 'Encounter', id: 'l', version: 3, entries: [token('code', 'closed')] } },
        { write: [encounter(4, 'open', compartments)] },
        { write: [encounter(5, 'open', ['Patient/q'])] },
        { write: [encounter(6, 'closed', ['Patient/q'])] },
        { write: [{ ...encounter(7, 'open', compartments), deleted: true, entries: [] }] },
      ],
    }),
  ),
  {
    name: 'what may be seen by what its encounter refers to, which lies elsewhere',
    begin: [patient, condition, { ...encounter(1, 'open', here), entries: [reference('author', 'Practitioner/x')] }],
    questions: [{ ...everything, access: byAuthor }],
    happenings: [
      { write: [{ type: 'Practitioner', id: 'x', entries: [token('code', 'open')] }] },
      { write: [{ type: 'Practitioner', id: 'x', version: 2, entries: [token('code', 'closed')] }] },
      { index: { type: 'Practitioner', id: 'x', version: 2, entries: [token('code', 'open')] } },
      { write: [{ type: 'Practitioner', id: 'x', version: 3, deleted: true }] },
    ],
  },
  {
    name: 'what matches by a chain, either way round',
    begin: [patient, observation('o', 1, { entries: [reference('performer', 'Practitioner/x')] })],
    questions: [
      { kind: 'chained', parameter: 'performer', types: ['Practitioner'], where: coded('nurse') } as const,
      { kind: 'reverseChained', parameter: 'item', type: 'List', where: coded('open') } as const,
    ].map((chain): Query => ({ types: ['Observation'], where: both(ofPatient, chain), count: 20 })),
    happenings: [
      { write: [{ type: 'Practitioner', id: 'x', entries: [token('code', 'nurse')] }] },
      { write: [{ type: 'Practitioner', id: 'x', version: 2, entries: [token('code', 'clerk')] }] },
      { write: [{ type: 'List', id: 'l', entries: [token('code', 'open'), reference('item', 'Observation/o')] }] },
      { write: [{ type: 'List', id: 'l', version: 2, deleted: true }] },
    ],
  },
  ...againIncludes,
];
