import type { Observation } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { newestSetsSearch, setsOfPatient } from './newest-sets.ts';

const observation = (id: string, patient: string, hasMember: readonly string[] = []): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: id },
  subject: { reference: `Patient/${patient}` },
  hasMember: hasMember.map((member) => ({ reference: `Observation/${member}` })),
});

test('what is about another patient is left out, whatever the search gave: panels and members', () => {
  const found = {
    matches: [observation('panel', 'mary', ['pulse', 'strange']), observation('other', 'john', ['pulse'])],
    included: [observation('pulse', 'mary'), observation('strange', 'john')],
  };
  const sets = setsOfPatient(found, 'mary');
  expect(sets.map(({ panel }) => panel.id)).toEqual(['panel']);
  expect(sets[0]?.members.map(({ id }) => id)).toEqual(['pulse']);
});

test('sets that were struck out are found only where they are asked for', () => {
  expect(newestSetsSearch({ patient: 'mary', count: 6 }).status).not.toContain('entered-in-error');
  expect(newestSetsSearch({ patient: 'mary', count: 6, struck: true }).status).toBeUndefined();
});
