import fc from 'fast-check';
import { jsonPatch, patchParameters } from './fuzzed-patches.ts';
import {
  compartmentSearch,
  condition,
  everythingCall,
  filterSearch,
  historySearch,
  reindexCall,
} from './fuzzed-searches.ts';
import { bundle, entry, observation, patient } from './resources.ts';

const urn = 'urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7';
const identified = patient('X', { identifier: [{ system: 'urn:x', value: '1' }] });
const instance = fc.constantFrom('Patient/a', 'Observation/a', 'Patient/never', 'Binary/a', 'Patient/_', urn);
const tag = fc.constantFrom('W/"1"', 'W/"99"', '"1"', '*', '');
const patched = fc.oneof(
  patchParameters,
  jsonPatch.map(({ contentType, text }) => {
    return { resourceType: 'Binary', contentType, data: Buffer.from(text).toString('base64') };
  }),
);
const plainPath = (line: string) => line.slice(1);

const patches = fc
  .tuple(
    fc.oneof(
      instance,
      fc.constant('Patient/never'),
      condition.map((one) => `Patient?${one}`),
    ),
    patched,
    // Mostly without a version: where one is named and nothing matches, it is 412 before it is anything else.
    fc.oneof({ weight: 4, arbitrary: fc.constant('') }, tag),
  )
  .map(([url, resource, ifMatch]) => entry('PATCH', url, resource, ifMatch === '' ? {} : { ifMatch }));
const conditionalWrites = fc.oneof(
  condition.map((ifNoneExist) => ({ fullUrl: urn, ...entry('POST', 'Patient', identified, { ifNoneExist }) })),
  condition.map((one) => entry('PUT', `Patient?${one}`, identified)),
  condition.map((one) => entry('DELETE', `Patient?${one}`)),
  fc.tuple(instance, tag).map(([url, ifMatch]) => entry('PUT', url, identified, { ifMatch })),
  fc.tuple(instance, tag).map(([url, ifMatch]) => entry('DELETE', url, undefined, { ifMatch })),
  fc.tuple(instance, tag).map(([url, ifNoneMatch]) => entry('GET', url, undefined, { ifNoneMatch })),
);
const operations = fc.oneof(
  everythingCall.map((line) => entry('GET', plainPath(line))),
  reindexCall.map((line) => entry('POST', plainPath(line))),
  fc
    .tuple(fc.constantFrom('Patient/$validate', '$validate', 'Patient/a/$validate?mode=delete', '$x'), patched)
    .map(([url, resource]) => entry('POST', url, resource)),
);
const readings = fc.oneof(filterSearch, historySearch, compartmentSearch).map((line) => entry('GET', plainPath(line)));
const referring = fc
  .oneof(
    fc.constant(urn),
    condition.map((one) => `Patient?${one}`),
  )
  .map((reference) => entry('POST', 'Observation', observation(reference)));

/** Batches and transactions of patches, operations, conditional writes, searches and references by condition. */
export const richBundle = fc
  .tuple(
    fc.constantFrom('batch' as const, 'transaction' as const),
    fc.array(fc.oneof(patches, conditionalWrites, operations, readings, referring), { minLength: 1, maxLength: 4 }),
  )
  .map(([kind, entries]) => bundle(kind, ...entries));
