import { BaseplateError } from '@baseplate-epr/contracts';
import { compileFhirPath } from '../fhirpath/compile-fhirpath.ts';
import { isResourceType } from '../fhirpath/type-model.ts';
import type { SearchParameterDefinition } from './search-parameter.ts';

/**
 * Makes sure that a search parameter can be indexed, before any write depends on it.
 * @throws BaseplateError `input-invalid` that says which parameter cannot, and why.
 */
export function checkDefinition(definition: SearchParameterDefinition): void {
  const { url, code, base, expression } = definition;
  if (!/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(code))
    throw refusal(url, 'its code is not a name of letters, digits, “-” and “_”');
  const strange = base.find((type) => !isResourceType(type));
  if (base.length === 0 || strange !== undefined)
    throw refusal(url, 'its base is not one or more resource types of R4');
  if (compileFhirPath(expression) === undefined)
    throw refusal(url, 'its expression uses FHIRPath that is not supported');
}

function refusal(url: string, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `The search parameter ${url} cannot be used, because ${reason}. Correct its definition.`,
    details: { url },
  });
}
