import { BaseplateError } from '@baseplate-epr/contracts';
import type { SearchParameterDefinition } from '../search-parameter.ts';
import { definitionFaults } from './definition-faults.ts';

/**
 * Makes sure that a search parameter can be indexed, before any write depends on it.
 * @throws BaseplateError `input-invalid` that says which parameter cannot, and why.
 */
export function checkDefinition(definition: SearchParameterDefinition): void {
  const [fault] = definitionFaults(definition);
  if (fault === undefined) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message: `The search parameter ${definition.url} cannot be used, because ${fault.problem}. Correct its definition.`,
    details: { url: definition.url },
  });
}
