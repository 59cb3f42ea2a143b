import { BaseplateError, type ContractName } from '@baseplate-epr/contracts';
import { counted } from '@baseplate-epr/record';
import { versionProblem } from '../module/contract-table.ts';
import type { AssemblyConfiguration } from './assembly-configuration.ts';
import { certificationProblems } from './certification.ts';
import { grantProblems } from './grant-problems.ts';
import { breakerProblems, isolationProblems, placementProblems } from './placement.ts';

type Unknown = Readonly<Record<string, unknown>>;

const places = [
  ['hosting', 'server', 'host'],
  ['hosting', 'identity', 'identity'],
  ['data', 'records', 'record-store'],
  ['data', 'documents', 'document-store'],
  ['data', 'audit', 'audit-log'],
  ['data', 'state', 'state-store'],
] as const satisfies readonly (readonly [string, string, ContractName])[];

const topLevel = [
  'organisation',
  'mode',
  'certificates',
  'trustedKeys',
  'overrides',
  'hosting',
  'data',
  'ledger',
  'services',
  'grants',
  'isolation',
  'breaker',
  'search',
  'limits',
  'profiles',
];

/**
 * Checks the shape of a configuration, whatever produced it.
 *
 * @throws BaseplateError `configuration-invalid` that lists every mistake at once; `details.problems` holds them singly.
 */
export function checkConfiguration(value: unknown): AssemblyConfiguration {
  const problems = isObject(value)
    ? [...problemsOf(value)]
    : ['The default export is not an assembly. Export defineAssembly({ … }).'];
  if (problems.length === 0) return value as AssemblyConfiguration;
  throw configurationInvalid(problems);
}

/** One error for any number of mistakes. */
export function configurationInvalid(problems: readonly string[]): BaseplateError {
  const count = counted(problems.length, 'mistake');
  return new BaseplateError({
    code: 'configuration-invalid',
    message: `The assembly cannot start, because of ${count}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    details: { problems },
  });
}

function* problemsOf(value: Unknown): Generator<string> {
  for (const key of Object.keys(value)) {
    if (!topLevel.includes(key)) yield `${key}: not known here. The parts of an assembly are ${topLevel.join(', ')}.`;
  }
  yield* organisationProblems(value.organisation);
  for (const [layer, place, contract] of places) {
    const part = value[layer];
    yield* moduleProblems(`${layer}.${place}`, isObject(part) ? part[place] : undefined, contract);
  }
  yield* originProblems(value.hosting);
  yield* ledgerProblems(value.ledger);
  const services = value.services;
  if (!Array.isArray(services))
    yield 'services: missing. List the digital services, e.g. services: [clinicianWorkspace()].';
  else for (const [index, service] of services.entries()) yield* serviceProblems(`services[${index}]`, service);
  yield* certificationProblems(value);
  yield* grantProblems(value.grants);
  yield* searchProblems(value.search);
  yield* limitProblems('limits', value.limits);
  yield* limitProblems('isolation', value.isolation);
  yield* isolationProblems(value.isolation);
  yield* limitProblems('breaker', value.breaker);
  yield* breakerProblems(value.breaker);
  yield* profileProblems(value.profiles);
}

function* organisationProblems(value: unknown): Generator<string> {
  const organisation = isObject(value) ? value : {};
  const { name, odsCode } = organisation;
  if (typeof name !== 'string' || name.trim() === '') {
    yield 'organisation.name: missing. Give the name people know, e.g. "Riverside NHS Trust".';
  }
  if (typeof odsCode !== 'string' || !/^[A-Z0-9]{3,12}$/.test(odsCode)) {
    yield 'organisation.odsCode: not an ODS code. Give 3 to 12 capital letters and digits, e.g. "RXX01".';
  }
}

function* moduleProblems(place: string, value: unknown, contract: ContractName): Generator<string> {
  if (value === undefined || value === null) {
    yield `${place}: missing. Put in a module that implements the ${contract} contract.`;
    return;
  }
  if (!isObject(value) || typeof value.module !== 'string' || typeof value.factory !== 'string') {
    yield `${place}: not a module. Call the module's factory there, e.g. sqliteRecords({ … }).`;
    return;
  }
  const name = typeof value.package === 'string' ? value.package : value.module;
  if (value.contract !== contract) {
    yield `${place}: ${name} implements the ${String(value.contract)} contract, but ${contract} belongs there. Put it in its own place, or choose another module.`;
  } else {
    const problem = versionProblem(contract, value.contractVersion);
    if (problem !== undefined) yield `${place}: ${name} ${problem}`;
  }
}

function* serviceProblems(place: string, value: unknown): Generator<string> {
  yield* moduleProblems(place, value, 'digital-service');
  if (isObject(value)) yield* placementProblems(place, value.runs);
}

function* originProblems(hosting: unknown): Generator<string> {
  const origin = isObject(hosting) ? hosting.publicOrigin : undefined;
  if (origin === undefined) return;
  const parsed = typeof origin === 'string' && URL.canParse(origin) ? new URL(origin) : undefined;
  if (parsed === undefined || parsed.origin !== origin) {
    yield 'hosting.publicOrigin: not an origin. Give scheme and host without a path, e.g. "https://record.example.nhs.uk".';
  }
}

function* ledgerProblems(ledger: unknown): Generator<string> {
  if (ledger === undefined) return;
  const { directory, ...others } = isObject(ledger) ? ledger : { nothing: ledger };
  if (Object.keys(others).length > 0) yield 'ledger: not known. The one thing to give here is its directory.';
  if (typeof directory !== 'string' || directory.trim() === '')
    yield 'ledger.directory: missing. Give the path of a folder, e.g. "data/assembly".';
}

function* searchProblems(search: unknown): Generator<string> {
  if (search === undefined) return;
  const { fullText, ...others } = isObject(search) ? search : { nothing: search };
  if (Object.keys(others).length > 0) yield 'search: not known. The one thing to choose here is fullText.';
  if (fullText !== undefined && typeof fullText !== 'boolean') yield 'search.fullText: neither true nor false.';
}

function* limitProblems(place: string, limits: unknown): Generator<string> {
  if (limits === undefined) return;
  if (!isObject(limits)) {
    yield `${place}: not an object of numbers.`;
    return;
  }
  for (const [name, limit] of Object.entries(limits)) {
    if (typeof limit !== 'number' || !Number.isSafeInteger(limit) || limit < 1) {
      yield `${place}.${name}: not a whole number above zero.`;
    }
  }
}

function* profileProblems(profiles: unknown): Generator<string> {
  if (profiles === undefined) return;
  if (!isObject(profiles)) {
    yield 'profiles: not an object of resource types, e.g. { Patient: ["https://…"] }.';
    return;
  }
  for (const [type, urls] of Object.entries(profiles)) {
    if (!/^[A-Z][A-Za-z]+$/.test(type)) yield `profiles.${type}: not a resource type, e.g. Patient.`;
    if (!Array.isArray(urls) || !urls.every((url) => typeof url === 'string' && /^[a-z][a-z0-9+.-]*:\S+$/i.test(url))) {
      yield `profiles.${type}: not a list of canonical URLs of profiles.`;
    }
  }
}

function isObject(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
