import { expect, test } from 'vitest';
import { checkConfiguration } from './check-configuration.ts';

const module = (contract: string) => ({ module: 'x', factory: 'x', contract, contractVersion: 1 });
const configuration = {
  organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
  hosting: { server: module('host'), identity: module('identity') },
  data: {
    records: module('record-store'),
    documents: module('document-store'),
    audit: module('audit-log'),
    state: module('state-store'),
  },
  services: [],
};

test('profiles are lists of canonical URLs by resource type', () => {
  const profiles = { Patient: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient'] };
  expect(checkConfiguration({ ...configuration, profiles })).toMatchObject({ profiles });
  const problemsOf = (given: unknown) => {
    try {
      checkConfiguration({ ...configuration, profiles: given });
      return [];
    } catch (error) {
      return (error as { details: { problems: readonly string[] } }).details.problems;
    }
  };
  expect(problemsOf(['x'])).toEqual([expect.stringContaining('profiles: not an object')]);
  expect(problemsOf({ patient: ['https://x'], Patient: 'https://x', Observation: ['UKCore'] })).toEqual([
    expect.stringContaining('profiles.patient: not a resource type'),
    expect.stringContaining('profiles.Patient: not a list'),
    expect.stringContaining('profiles.Observation: not a list'),
  ]);
});
