import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import type { DataPlace } from '../ledger/ledger-entry.ts';

/**
 * The error of a step, with what was done before it: whoever reads only that a store was not moved would look for the others where they no
 * longer are.
 */
export function withDone(
  error: unknown,
  places: readonly (DataPlace | 'services')[],
  command: 'apply' | 'rollback',
): unknown {
  if (!isBaseplateError(error) || places.length === 0) return error;
  const names = places.map((place) => (place === 'services' ? place : `data.${place}`)).join(', ');
  const stays =
    command === 'apply'
      ? `Done before that, and in force: ${names}. baseplate apply goes on with the rest; baseplate rollback undoes all of it.`
      : `Back before that, and in force: ${names}. baseplate rollback goes on with the rest.`;
  const { code, message, details } = error;
  return new BaseplateError({ code, message: `${message}\n${stays}`, cause: error, ...(details && { details }) });
}
