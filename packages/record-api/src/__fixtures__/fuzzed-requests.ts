import { resourceTypes } from '@baseplate-epr/fhir';
import fc from 'fast-check';
import { exampleResource } from './examples/example-resource.ts';
import { cutUp } from './fuzzed-text.ts';
import { bundle, entry, observation, patient } from './resources.ts';

/** Methods, mostly reading. */
export const method = fc.constantFrom('GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS');
/** Types that have ways of their own. */
export const type = fc.constantFrom('Patient', 'Observation', 'Binary', 'Bundle', 'Parameters', 'Encounter', 'Basic');
const id = fc.constantFrom('a', 'b', 'never', 'A.b-1', '_', '*', '..', '%2e%2e', '%00', '%zz', 'ü', 'a'.repeat(65));
const special = fc.constantFrom(
  ...[
    'metadata',
    '_history',
    '_search',
    '$validate',
    '$meta',
    '$meta-add',
    '$meta-delete',
    '$everything',
    '$',
    '$x',
    '*',
    '',
    '.',
    '..',
    '%',
    '%2F',
    '%c3%28',
  ],
  ...['__proto__', 'constructor', 'patient', 'Nonsense', '1', '\\', ';a=b', '%0d%0a', '<script>', "' OR 1=1 --"],
);
/** One segment of a path, escaped or not. */
export const segment = fc.oneof(type, id, special, fc.string({ maxLength: 8 }).map(encodeURIComponent));
/** A path below the FHIR base. */
export const path = fc.oneof(
  fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`),
  fc.tuple(type, id, special).map((parts) => `/${parts.join('/')}`),
);
const parameterNames = [
  ...[
    '_id',
    '_lastUpdated',
    '_sort',
    '_count',
    '_include',
    '_revinclude',
    '_summary',
    '_elements',
    '_total',
    '_format',
  ],
  ...[
    '_pretty',
    '_cursor',
    '_type',
    '_since',
    '_at',
    '_has:Observation:patient:code',
    '_filter',
    '_list',
    '_text',
    'name',
  ],
  ...[
    'name:exact',
    'name:missing',
    'birthdate',
    'code',
    'code:not',
    'code:in',
    'value-quantity',
    'subject.name',
    'patient',
  ],
  ...[
    'subject:Patient.name',
    'code-value-quantity',
    'identifier',
    'near',
    'x',
    '',
    ':',
    '.',
    '_',
    '__proto__',
    'mode',
    'start',
  ],
];
const value = fc.oneof(
  fc.constantFrom(
    'a',
    '',
    'true',
    'count',
    'text',
    '1',
    '-1',
    '1e999',
    'lt2020',
    'ap2020-01-01',
    '2020-13',
    '|',
    'a|b',
    '||',
  ),
  fc.constantFrom(
    'Patient/a',
    'http://x/y',
    '*',
    'Patient:*',
    'Observation:subject',
    '$',
    'a$b',
    '\\',
    '\\,',
    ',',
    ',,,',
    '%',
    '%ff',
  ),
  fc.string({ maxLength: 12, unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
);
/** A query string with its question mark, or nothing. */
export const query = fc
  .array(fc.tuple(fc.constantFrom(...parameterNames), value), { maxLength: 4 })
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map(([name, one]) => `${name}=${one}`).join('&')}`));
/** Values of headers that mean something to somebody. */
export const headerValue = fc.oneof(
  fc.constantFrom(
    'W/"1"',
    '"1"',
    '*',
    '',
    'application/fhir+json',
    'application/fhir+xml',
    'text/plain',
    'handling=strict',
  ),
  fc.constantFrom(
    'return=minimal',
    'return=OperationOutcome',
    'Thu, 01 Jan 2026 00:00:00 GMT',
    'identifier=x|1',
    '99999999999',
  ),
  fc.string({ maxLength: 20, unit: 'grapheme-ascii' }).map((text) => text.trim()),
);
/** Headers that the API reads. */
export const headers = fc.dictionary(
  fc.constantFrom(
    ...['accept', 'content-type', 'prefer', 'if-match', 'if-none-match', 'if-modified-since', 'if-none-exist'],
    ...['x-http-method-override', 'x-security-context'],
  ),
  headerValue,
  { maxKeys: 3 },
);
const seeds = [
  patient('Edwards', { id: 'a', birthDate: '1960-01-01', active: true }),
  observation('Patient/a', { id: 'a', valueQuantity: { value: 1 } }),
  bundle(
    'batch',
    entry('GET', 'Patient/a'),
    entry('POST', 'Patient', patient('X')),
    entry('PUT', 'Patient/z', patient('X')),
  ),
  bundle('transaction', entry('DELETE', 'Patient/never'), entry('GET', 'Patient?name=x')),
  {
    resourceType: 'Parameters',
    parameter: [
      { name: 'resource', resource: patient('X') },
      { name: 'mode', valueCode: 'create' },
    ],
  },
].map((seed) => JSON.stringify(seed));
const types = [...resourceTypes];
const example = fc
  .tuple(fc.constantFrom(...types), fc.integer({ min: 0, max: 5 }))
  .map(([name, seed]) => exampleResource(name, 'rich', seed));

/** Resources of any type, and bundles. */
export const resourceText = fc.oneof(fc.constantFrom(...seeds), example);

/** A resource, more or less. */
export const mutated = fc.tuple(resourceText, cutUp).map(([text, cut]) => cut(text));
