import type { StoredVersion } from '@baseplate-epr/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clinician, patientOf } from '../__fixtures__/people.ts';
import { testRecord } from '../__fixtures__/test-record.ts';
import type { SearchParameters } from '../session/search-types.ts';
import { referenceData } from './reference-data.ts';

const ids = ['a', 'b', 'c'] as const;
const id = fc.constantFrom(...ids);
const patientReference = id.map((one) => ({ reference: `Patient/${one}` }));

/** Resources that refer to patients in every way that puts them into compartments, or nearly does. */
const resource = fc.oneof(
  fc.record({ resourceType: fc.constant('Patient'), id, link: links(patientReference) }),
  fc.record({
    resourceType: fc.constant('Observation'),
    id,
    status: fc.constant('final'),
    code: fc.constant({ text: 'x' }),
    subject: patientReference,
    performer: fc.array(patientReference, { maxLength: 2 }).filter(({ length }) => length > 0),
    hasMember: fc.constant([{ reference: 'Observation/a' }]),
  }),
  fc.record({
    resourceType: fc.constant('Group'),
    id,
    type: fc.constant('person'),
    actual: fc.constant(true),
    member: patientReference.map((entity) => [{ entity }]),
  }),
  fc.record({
    resourceType: fc.constant('List'),
    id,
    status: fc.constant('current'),
    mode: fc.constant('working'),
    subject: patientReference,
    entry: fc.constantFrom('Observation', 'Patient', 'Group').map((type) => [{ item: { reference: `${type}/b` } }]),
  }),
  fc.record({ resourceType: fc.constant('Organization'), id, name: fc.constant('X') }),
);

function links(reference: fc.Arbitrary<{ reference: string }>) {
  return reference.map((other) => [{ other, type: 'seealso' }]);
}

const searches: readonly (readonly [readonly string[], SearchParameters])[] = [
  [[], []],
  [
    ['Patient'],
    [
      ['_revinclude', 'Observation:subject'],
      ['_include', 'Patient:link'],
      ['_revinclude', 'Group:member'],
    ],
  ],
  [
    ['Observation'],
    [
      ['_include', 'Observation:*'],
      ['_include:iterate', 'Observation:has-member'],
    ],
  ],
  [
    ['List'],
    [
      ['_include', 'List:item'],
      ['_include:iterate', 'Group:member'],
      ['_revinclude', 'List:subject'],
    ],
  ],
  [['Patient'], [['_has:Observation:subject:status', 'final']]],
  [['Observation'], [['subject:Patient.link:Patient._id', 'b']]],
  [
    ['List'],
    [
      ['_sort', '-_lastUpdated'],
      ['_total', 'accurate'],
      ['_count', '1'],
    ],
  ],
];

test('nothing is disclosed to a patient but the own compartment and reference data, whatever is in the record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(resource, { minLength: 3, maxLength: 14 }), async (resources) => {
      const { as, stores } = await testRecord();
      for (const one of resources) {
        await as().update({ type: one.resourceType, id: one.id, text: JSON.stringify(one) });
      }
      const own = (version: StoredVersion | undefined) =>
        version !== undefined &&
        (referenceData.has(version.type) ||
          (version.type === 'Patient' ? version.id === 'a' : version.type !== 'Group' && lies(version, 'a')));
      const everything = await stores.records.search({ types: [], count: 100 });
      const allowed = new Set(everything.matches.filter(own).map(({ type, id }) => `${type}/${id}`));
      const name = ({ type, id }: { type: string; id: string }) => `${type}/${id}`;
      for (const principal of [patientOf('a'), { ...clinician, patient: 'a', tokenScopes: ['patient/*.rs'] }]) {
        const session = as(principal);
        for (const [types, parameters] of searches) {
          const answer = await session.search({ types, parameters });
          for (const given of [...answer.matches, ...answer.included]) expect(allowed).toContain(name(given));
          if (types[0] === 'List') {
            expect(answer.total).toBe([...allowed].filter((one) => one.startsWith('List/')).length);
          }
        }
        const all = await session.search({ types: [], parameters: [['_count', '100']] });
        expect(new Set(all.matches.map(name))).toEqual(allowed);
        for (const version of everything.matches) {
          const read = await session.read(version).then(
            () => true,
            () => false,
          );
          expect(read).toBe(allowed.has(name(version)));
        }
        const history = await session.history({ count: 1000 });
        for (const { type, id, versionId } of history.versions) {
          expect(own(await stores.records.read({ type, id, versionId }))).toBe(true);
        }
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

function lies({ compartments }: StoredVersion, patient: string): boolean {
  return compartments.some(({ type, id }) => type === 'Patient' && id === patient);
}
