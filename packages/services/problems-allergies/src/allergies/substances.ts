import type { AllergyIntolerance, CodeableConcept } from '@medplum/fhirtypes';
import { snomed } from '../change/terms.ts';

type Category = NonNullable<AllergyIntolerance['category']>[number];

/** A substance offered while one is typed; the code is SNOMED CT, where one is public in published examples. */
interface Substance {
  readonly code?: string;
  readonly category: Category;
}

/** Substances by name. */
export const substances: ReadonlyMap<string, Substance> = new Map<string, Substance>([
  ['Aspirin', { category: 'medication' }],
  ['Bee venom', { code: '424213003', category: 'environment' }],
  ['Codeine', { category: 'medication' }],
  ['Eggs', { code: '91930004', category: 'food' }],
  ['Erythromycin', { category: 'medication' }],
  ['Grass pollen', { code: '418689008', category: 'environment' }],
  ['House dust mite', { code: '232350006', category: 'environment' }],
  ['Latex', { code: '300916003', category: 'environment' }],
  ['Peanuts', { code: '91935009', category: 'food' }],
  ['Penicillin', { code: '764146007', category: 'medication' }],
  ['Ramipril', { category: 'medication' }],
  ['Shellfish', { code: '300913006', category: 'food' }],
  ['Trimethoprim', { category: 'medication' }],
]);

/** What was typed as a substance: with its code and category if it is one of {@link substances}; else in words alone. */
export function readSubstance(text: string): { readonly concept: CodeableConcept; readonly category?: Category } {
  const wanted = text.toLowerCase();
  const found = [...substances].find(([name]) => name.toLowerCase() === wanted);
  if (found === undefined) return { concept: { text } };
  const [name, { code, category }] = found;
  return { concept: code === undefined ? { text: name } : snomed(code, name), category };
}
