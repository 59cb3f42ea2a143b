import { type ElementDefinition, type ElementType, structureOf } from '@baseplate-epr/fhir';
import { codingOf, digits, primitiveValue } from './primitive-value.ts';
import type { SeededRandom } from './seeded-random.ts';

/** An object that is being put together. */
export type Draft = Record<string, unknown>;

/** How much beside the mandatory an example holds, by depth. */
export interface Richness {
  readonly chances: readonly number[];
  readonly random: SeededRandom;
}

const never = new Set(['id', 'meta', 'implicitRules', 'contained', 'extension', 'modifierExtension', 'text']);

/** An object of a type with what is mandatory, and some of the rest by chance. */
export function exampleObject(type: string, richness: Richness, depth = 0): Draft {
  const structure = structureOf(type);
  const { random, chances } = richness;
  const draft: Draft = {};
  const chance = chances[depth] ?? 0;
  if (chance > 0 && depth > 0 && random.chance(0.1)) draft.extension = [exampleExtension(random)];
  for (const element of structure?.elements.values() ?? []) {
    if (never.has(element.name) || (element.min === 0 && !random.chance(chance))) continue;
    if (element.max === 0) continue;
    const chosen = random.pick(element.types);
    const key = element.isChoice
      ? element.name + chosen.code.charAt(0).toUpperCase() + chosen.code.slice(1)
      : element.name;
    const isPrimitive = structureOf(chosen.code)?.kind === 'primitive-type';
    const count = element.isArray ? Math.max(element.min, random.chance(chance / 2) ? 2 : 1) : 1;
    const items = Array.from({ length: count }, () => exampleValue(element, chosen, richness, depth));
    draft[key] = element.isArray ? items : items[0];
    if (isPrimitive && chance > 0 && random.chance(0.15)) {
      const sibling = { extension: [exampleExtension(random)] };
      draft[`_${key}`] = element.isArray ? items.map(() => sibling) : sibling;
    }
  }
  return draft;
}

/** An extension nobody has heard of, nested, with digits that matter. */
export function exampleExtension(random: SeededRandom): Draft {
  const value = { url: 'value', valueDecimal: digits(random.pick(['1.00', '1e-3', '0.10'])) };
  const label = {
    url: 'label',
    valueString: 'überraschend',
    _valueString: { extension: [{ url: 'urn:x', valueCode: 'y' }] },
  };
  return { url: 'http://example.org/fhir/unheard-of', extension: random.chance(0.5) ? [value, label] : [value] };
}

function exampleValue(
  element: ElementDefinition,
  { code, targets }: ElementType,
  richness: Richness,
  depth: number,
): unknown {
  const { random } = richness;
  const structure = structureOf(code);
  if (structure?.kind === 'primitive-type') return primitiveValue(code, element, random);
  if (code === 'Resource') return { resourceType: 'Basic', id: 'inner', code: { text: 'x' } };
  if (code === 'Reference') return { reference: `${random.pick(targets ?? ['Patient', 'Organization'])}/example` };
  const coding = codingOf(element, random);
  if (coding !== undefined && code === 'Coding') return coding;
  if (coding !== undefined && code === 'CodeableConcept') return { coding: [coding], text: 'as said' };
  if (code === 'Extension') return exampleExtension(random);
  const draft = exampleObject(code, richness, depth + 1);
  if (Object.keys(draft).length > 0) return draft;
  // A data type without anything mandatory must still hold something.
  const [first] = [...(structure?.elements.values() ?? [])].filter(({ name }) => !never.has(name));
  if (first === undefined) return { extension: [exampleExtension(random)] };
  const [type = { code: 'string' }] = first.types;
  const key = first.isChoice ? first.name + type.code.charAt(0).toUpperCase() + type.code.slice(1) : first.name;
  const value = exampleValue(first, type, { ...richness, chances: [] }, depth + 1);
  return { [key]: first.isArray ? [value] : value };
}
