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

test('where services run, and what they may cost, is checked', () => {
  const problemsOf = (given: object): readonly string[] => {
    try {
      checkConfiguration({ ...configuration, ...given });
      return [];
    } catch (error) {
      return (error as { details: { problems: readonly string[] } }).details.problems;
    }
  };
  const service = module('digital-service');
  const runs = (given: unknown) => ({ services: [{ ...service, runs: given }] });
  for (const place of ['inline', 'worker', 'process', undefined]) expect(problemsOf(runs(place))).toEqual([]);
  for (const place of ['thread', { in: 'process' }, null])
    expect(problemsOf(runs(place))).toEqual([
      expect.stringContaining('services[0].runs: not a place. Write inline(…)'),
    ]);
  const secret = { secret: 'RISK_SECRET' };
  expect(problemsOf(runs({ url: 'https://risk.example/', secret }))).toEqual([]);
  expect(problemsOf(runs({ url: 'http://127.0.0.1:9000/', secret }))).toEqual([]);
  expect(problemsOf(runs({ url: 'http://risk.example/' }))).toEqual([
    expect.stringContaining('runs.url: not an address that starts with https:'),
    expect.stringContaining('runs.secret: missing'),
  ]);
  expect(problemsOf({ isolation: { memory: 128 } })).toEqual([]);
  expect(problemsOf({ isolation: { memory: '1 GB', heap: 1 } })).toEqual([
    'isolation.memory: not a whole number above zero.',
    expect.stringContaining('isolation.heap: not known here. There are memory, startTime'),
  ]);
  expect(problemsOf({ breaker: { pause: 1000, failuresInARow: 3 } })).toEqual([]);
  expect(problemsOf({ breaker: { pause: 0, fuse: 1 } })).toEqual([
    'breaker.pause: not a whole number above zero.',
    expect.stringContaining('breaker.fuse: not known here. There are failuresInARow, pause'),
  ]);
});

test('grants are lists of system scopes by service', () => {
  const grants = { results: ['system/Observation.rs?category=laboratory', 'system/*.r'] };
  expect(checkConfiguration({ ...configuration, grants })).toMatchObject({ grants });
  const problemsOf = (given: unknown): unknown => {
    try {
      checkConfiguration({ ...configuration, grants: given });
      return [];
    } catch (error) {
      return (error as { details: { problems: readonly string[] } }).details.problems;
    }
  };
  expect(problemsOf(['results'])).toEqual([expect.stringContaining('grants: not an object')]);
  expect(problemsOf({ results: ['user/Patient.rs', 'system/Patient.'], medicines: 'system/*.rs' })).toEqual([
    expect.stringContaining('grants.results: "user/Patient.rs" is no SMART v2 scope of a system'),
    expect.stringContaining('grants.results: "system/Patient."'),
    expect.stringContaining('grants.medicines: "system/*.rs"'),
  ]);
});
