import { evaluationError } from './evaluation-error.ts';
import type { FhirPathItem, Items } from './item.ts';

/** The only item, or undefined if there is none. @throws BaseplateError if there are several. */
export function singleton(items: Items): FhirPathItem | undefined {
  if (items.length > 1) throw evaluationError('one value was expected where there are several.');
  return items[0];
}

/** A collection as a condition: empty is undefined; one item that is no boolean is true, as FHIRPath has it. */
export function condition(items: Items): boolean | undefined {
  const item = singleton(items);
  if (item === undefined) return undefined;
  return typeof item.value === 'boolean' ? item.value : true;
}

/** The only item as text, or undefined if there is none. @throws BaseplateError if it is no text. */
export function singletonText(items: Items): string | undefined {
  const value = singleton(items)?.value;
  if (value === undefined || typeof value === 'string') return value;
  throw evaluationError('text was expected where there is something else.');
}

/** The only item as a number, or undefined if there is none. @throws BaseplateError if it is no number. */
export function singletonNumber(items: Items): number | undefined {
  const value = singleton(items)?.value;
  if (value === undefined || typeof value === 'number') return value;
  throw evaluationError('a number was expected where there is something else.');
}
