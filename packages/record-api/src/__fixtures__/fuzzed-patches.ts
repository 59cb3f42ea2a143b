import { parseResource, xmlFromJson } from '@baseplate-epr/fhir';
import fc from 'fast-check';
import { cutUp } from './fuzzed-text.ts';

/** A patch as it is sent. */
export interface FuzzedPatch {
  readonly contentType: string;
  readonly text: string;
}

const pointer = fc.constantFrom(
  ...['', '/', '/name', '/name/0', '/name/-', '/name/1', '/name/00', '/name/-1', '/name/0/given/0', '/name/0/family'],
  ...['/gender', '/birthDate', '/active', '/id', '/meta', '/meta/versionId', '/resourceType', '/text', '/text/div'],
  ...[
    '/extension/0',
    '/contained',
    '/~0~1',
    '/~2',
    '/__proto__/x',
    '/constructor',
    '/valueQuantity/value',
    '/code/text',
  ],
);
const value = fc.oneof(
  fc.constantFrom<unknown>('male', 'X', '2000-01-01', '2000-13-01', true, null, 1.5, -0, [], {}, [[]], [null]),
  fc.constantFrom<unknown>({ family: 'X' }, { url: 'urn:x', valueString: 'x' }, { reference: 'Patient?name=x' }),
  fc.jsonValue({ maxDepth: 2 }),
);
const operation = fc.record(
  {
    op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'nonsense'),
    path: pointer,
    from: pointer,
    value,
  },
  { requiredKeys: ['op', 'path'] },
);
/** Operations of RFC 6902, most of them on elements that are there or could be. */
export const jsonPatch = fc
  .array(operation, { maxLength: 4 })
  .map((operations): FuzzedPatch => ({ contentType: 'application/json-patch+json', text: JSON.stringify(operations) }));

const expression = fc.constantFrom(
  ...['Patient', 'Patient.name', 'Patient.name[0]', 'Patient.name.where(family = %context)', 'Patient.gender'],
  ...['Patient.birthDate', 'Patient.id', 'Patient.meta.versionId', 'Patient.extension', 'Observation.value', 'gender'],
  ...['Patient.descendants()', "Patient.name.where('a'.matches('(a+)+$'))", 'Patient.name[99]', '(', '', '%x', '1'],
);
const part = (name: string, key: string, kind: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 8, arbitrary: kind.map((one) => ({ name, [key]: one })) }, fc.constant({ name }));
const steps = fc.record(
  {
    type: part('type', 'valueCode', fc.constantFrom('add', 'insert', 'delete', 'replace', 'move', 'nonsense')),
    path: part('path', 'valueString', expression),
    name: part('name', 'valueString', fc.constantFrom('gender', 'name', 'birthDate', 'extension', 'id', '__proto__')),
    value: fc.oneof(
      part('value', 'valueCode', fc.constantFrom('male', 'x')),
      part('value', 'valueDate', fc.constantFrom('2000-01-01', '2000-13')),
      part('value', 'valueHumanName', value),
      fc.constant({ name: 'value', part: [{ name: 'family', valueString: 'X' }] }),
    ),
    index: part('index', 'valueInteger', fc.constantFrom(-1, 0, 1, 1e9)),
    source: part('source', 'valueInteger', fc.constantFrom(-1, 0, 1)),
    destination: part('destination', 'valueInteger', fc.constantFrom(0, 1, 5)),
  },
  { requiredKeys: ['type', 'path'] },
);
/** Parameters of https://hl7.org/fhir/R4/fhirpatch.html as JSON. */
export const patchParameters = fc.array(steps, { maxLength: 3 }).map((operations) => ({
  resourceType: 'Parameters',
  parameter: operations.map((parts) => ({ name: 'operation', part: Object.values(parts) })),
}));
const fhirPathPatch = patchParameters.map((parameters): FuzzedPatch => {
  return { contentType: 'application/fhir+json', text: JSON.stringify(parameters) };
});
const xmlPatch = patchParameters.map((parameters): FuzzedPatch => {
  return { contentType: 'application/fhir+xml', text: asXml(JSON.stringify(parameters)) };
});

/** A patch in any form that is offered, sometimes cut up. */
export const patch: fc.Arbitrary<FuzzedPatch> = fc.oneof(
  jsonPatch,
  fhirPathPatch,
  xmlPatch,
  fc
    .tuple(fc.oneof(jsonPatch, fhirPathPatch, xmlPatch), cutUp)
    .map(([{ contentType, text }, cut]) => ({ contentType, text: cut(text) })),
);

/** The same resource as XML; what is no JSON of a resource stays as it is, as XML it is none either. */
export function asXml(text: string): string {
  try {
    return xmlFromJson(parseResource(text));
  } catch {
    return text;
  }
}
