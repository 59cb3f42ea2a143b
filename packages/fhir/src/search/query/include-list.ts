import type { Include } from '@baseplate-epr/contracts';
import { isResourceType } from '../../fhirpath/type-model.ts';
import { missingParameter, type SearchContext, type Unsupported, unsupported } from './search-context.ts';

/**
 * Reads `_include` and `_revinclude`, with `:iterate` (or `:recurse`, its name before R4):
 * `Type:parameter`, `Type:parameter:Target`, `Type:*` or `*`; https://hl7.org/fhir/R4/search.html#include.
 */
export function includeList(
  context: SearchContext,
  types: readonly string[],
  direction: Include['direction'],
  modifier: string | undefined,
  value: string,
): readonly Include[] | Unsupported {
  if (modifier !== undefined && modifier !== 'iterate' && modifier !== 'recurse') {
    return unsupported('Its only modifier is “iterate”.', true);
  }
  const iterate = modifier === undefined ? {} : { iterate: true };
  if (value === '*') {
    if (direction === 'reverse' || types.length === 0)
      return unsupported('“*” needs the type that holds the references.');
    return types.map((source) => ({ direction, source, parameter: '*', ...iterate }));
  }
  const [source = '', parameter = '', target, ...more] = value.split(':');
  if (!isResourceType(source) || more.length > 0) return unsupported('It does not begin with a resource type.');
  if (parameter !== '*' && context.registry.parameter(source, parameter)?.type !== 'reference') {
    return missingParameter(context, source, parameter, 'It does not name a reference parameter of that type.');
  }
  if (target !== undefined && target !== '' && !isResourceType(target))
    return unsupported('Its target is no resource type.');
  return [{ direction, source, parameter, ...(target ? { target } : {}), ...iterate }];
}
