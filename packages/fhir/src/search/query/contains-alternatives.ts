import type { StringPredicate } from '@baseplate-epr/contracts';
import { laterParameter, longestContained } from '../entry/later-text.ts';
import { searchError } from './search-error.ts';

/** Folded text anywhere in a string parameter: in its beginning, or in what stands behind it. */
export function containsAlternatives(parameter: string, value: string): readonly StringPredicate[] {
  if (value.length > longestContained) {
    throw searchError(parameter, `looks for more than ${longestContained} letters within a text. Shorten the value.`);
  }
  const match = { kind: 'string', match: 'contains', value } as const;
  return [
    { ...match, parameter },
    { ...match, parameter: laterParameter(parameter) },
  ];
}
