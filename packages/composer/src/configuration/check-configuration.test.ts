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

test('what is said of certificates is checked, all of it at once', () => {
  const problemsOf = (given: object): readonly string[] => {
    try {
      checkConfiguration({ ...configuration, ...given });
      return [];
    } catch (error) {
      return (error as { details: { problems: readonly string[] } }).details.problems;
    }
  };
  expect(problemsOf({ mode: 'trial' })).toEqual([]);
  expect(problemsOf({ mode: 'live', certificates: '', trustedKeys: {}, overrides: {} })).toEqual([
    expect.stringContaining('mode: neither'),
    expect.stringContaining('certificates: not the path'),
    expect.stringContaining('trustedKeys: not a list'),
    expect.stringContaining('overrides: not a list'),
  ]);
  expect(problemsOf({ mode: 'production' })).toEqual([expect.stringContaining('certificates: missing')]);
  expect(problemsOf({ mode: 'production', certificates: 'x', trustedKeys: [] })).toEqual([
    expect.stringContaining('trustedKeys: missing'),
  ]);
  expect(
    problemsOf({ trustedKeys: [{ name: 'x', publicKey: 'y' }], overrides: [{ until: 'soon', digest: 'x' }] }),
  ).toEqual([
    expect.stringContaining('trustedKeys[0]: no Ed25519 public key'),
    expect.stringContaining('overrides[0]: without package, administrator, reason.'),
    expect.stringContaining('overrides[0].until: not a date'),
    expect.stringContaining('overrides[0].digest: not a digest'),
  ]);
});
