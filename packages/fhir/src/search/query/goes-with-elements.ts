import { elementTypes } from '../element-types.ts';
import { type Unsupported, unsupported } from './search-context.ts';
import type { ValueTask } from './value-alternatives.ts';

const concepts = ['code', 'Coding', 'CodeableConcept'];

/** What the elements of a parameter must be for a modifier to mean something: https://hl7.org/fhir/R4/search.html#modifiers */
const wanted: Readonly<Record<string, readonly string[]>> = {
  text: ['CodeableConcept', 'Coding', 'Identifier'],
  'of-type': ['Identifier'],
  identifier: ['Reference'],
  in: concepts,
  'not-in': concepts,
};

/** Whether a modifier goes with what the parameter is about. With anything else it would silently find nothing, or with `:not-in` everything. */
export function goesWithElements({ type, parameter, modifier = '' }: ValueTask): boolean {
  const types = Object.hasOwn(wanted, modifier) ? elementTypes(type, parameter) : undefined;
  return types === undefined || (wanted[modifier] ?? []).some((one) => types.has(one));
}

/** Says that it does not. */
export function modifierOfOthers(): Unsupported {
  return unsupported('This modifier does not go with the type of the elements that the parameter is about.', true);
}
