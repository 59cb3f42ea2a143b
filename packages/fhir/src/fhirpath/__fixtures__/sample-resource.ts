import { elementsOf, isPrimitiveType, isSubtype } from '../type-model.ts';

/** Words that occur in the expressions of R4, so that their conditions are met now and then. */
const words = ['email', 'phone', 'composed-of', 'depends-on', 'derived-from', 'a', 'b', 'resolved', 'http://loinc.org'];
const references = [
  'Patient/1',
  'Practitioner/2',
  'Location/3',
  '#c',
  'http://other.example/fhir/RelatedPerson/4',
  'urn:x',
];

const samples: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true, false],
  integer: [0, 1, 7],
  positiveInt: [1, 2, 3],
  unsignedInt: [0, 5],
  decimal: [1.5, 2, -3.25],
  date: ['2020', '2020-02', '2020-02-29'],
  dateTime: ['2020-02-29', '2020-02-29T10:00:00Z', '2019-01-01T00:00:00+02:00'],
  instant: ['2020-02-29T10:00:00.5Z'],
  time: ['10:30:00'],
  xhtml: ['<div xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div>'],
  base64Binary: ['QQ=='],
};

/** A resource of a type with a random choice of its elements; the same for the same seed. Not valid, but of the right types. */
export function sampleResource(type: string, seed: number): Record<string, unknown> {
  const random = randomOf(seed + [...type].reduce((sum, one) => (Math.imul(sum, 31) + one.charCodeAt(0)) | 0, 7));
  const resource = { resourceType: type, id: 'x', ...sampleObject(type, random, 0) };
  return isSubtype(type, 'DomainResource')
    ? { ...resource, contained: [{ resourceType: 'Patient', id: 'c' }] }
    : resource;
}

function sampleObject(type: string, random: () => number, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [name, properties] of elementsOf(type)) {
    if (name === 'id' || name === 'contained' || random() > 0.75 - depth * 0.12) continue;
    if ((name === 'extension' || name === 'modifierExtension') && random() < 0.8) continue;
    const chosen = properties[Math.floor(random() * properties.length)];
    if (!chosen || chosen.type === 'Resource' || depth > 4) continue;
    const value = () => (name === 'reference' ? pick(references, random) : sampleValue(chosen.type, random, depth + 1));
    object[chosen.property] = chosen.repeats ? [value(), value()].slice(0, random() < 0.5 ? 1 : 2) : value();
    if (isPrimitiveType(chosen.type) && !chosen.repeats && random() < 0.1) {
      object[`_${chosen.property}`] = { extension: [{ url: 'http://example.org/x', valueString: 'y' }] };
    }
  }
  return object;
}

function sampleValue(type: string, random: () => number, depth: number): unknown {
  if (isPrimitiveType(type)) return pick(samples[type] ?? words, random);
  const object = sampleObject(type, random, depth);
  return Object.keys(object).length > 0 ? object : { id: 'e' };
}

function pick(choices: readonly unknown[], random: () => number): unknown {
  return choices[Math.floor(random() * choices.length)];
}

/** A small generator of random numbers (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
