import type { EntryPredicate } from '@baseplate-epr/contracts';
import { referencedType } from '../../fhirpath/referenced-type.ts';
import { isResourceType } from '../../fhirpath/type-model.ts';
import { belowParameter, identifierParameter } from '../entry/reference-entries.ts';
import { type ReferenceTarget, referenceTarget } from '../reference-target.ts';
import type { SearchParameter } from '../search-parameter.ts';
import { goesWithElements, modifierOfOthers } from './goes-with-elements.ts';
import { placeAlternatives } from './place-alternatives.ts';
import type { Unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { unescapeValue } from './split-value.ts';
import { tokenPredicate } from './token-alternatives.ts';
import { modifierUnsupported, type ValueTask } from './value-alternatives.ts';

const idPattern = /^[A-Za-z0-9.-]{1,64}$/;

/** Neither an id nor a resource of this record: a canonical. */
function isElsewhere({ value, context }: ValueTask): boolean {
  const text = unescapeValue(value);
  return !idPattern.test(text) && referenceTarget(text, context.baseUrl)?.url !== '';
}

/** `url`: a canonical in any version; `url|1`: in any version that is 1 or begins so (https://hl7.org/fhir/R4/search.html#versions). */
function versionsBelow(task: ValueTask): readonly EntryPredicate[] {
  const parameter = task.parameter.name;
  const text = unescapeValue(task.value);
  const whole = referenceAlternatives({ ...task, modifier: undefined });
  if ('kind' in whole || !text.includes('|')) return 'kind' in whole ? [] : whole;
  return [...whole, { kind: 'reference', parameter: belowParameter(parameter), url: text }];
}

/** The type that is meant: the one that the address shows, or the only one that the parameter refers to; `undefined` if it may be any. */
function typeOfTarget({ type, url }: ReferenceTarget, { targets }: SearchParameter): string | undefined {
  if (url === '') return type;
  return referencedType(url) ?? (targets.length === 1 ? targets[0] : undefined);
}

/** A reference value: `Type/id`, `id`, or a URL; https://hl7.org/fhir/R4/search.html#reference. */
export function referenceAlternatives(task: ValueTask): readonly EntryPredicate[] | Unsupported {
  const { modifier } = task;
  const parameter = task.parameter.name;
  if (!goesWithElements(task)) return modifierOfOthers();
  if (modifier === 'identifier') return [tokenPredicate(identifierParameter(parameter), task.value)];
  if (modifier === 'below' && isElsewhere(task)) return versionsBelow(task);
  if (modifier === 'above' || modifier === 'below') return placeAlternatives(task, modifier);
  if (modifier !== undefined && !isResourceType(modifier)) return modifierUnsupported(task);
  const text = unescapeValue(task.value);
  const asId = idPattern.test(text);
  if (asId) {
    const [only, ...others] = task.parameter.targets;
    // With its type a store finds it by one seek; without, it has to look for every type that has such an id.
    const type = modifier ?? (others.length === 0 ? only : undefined);
    return [{ kind: 'reference', parameter, ...(type === undefined ? {} : { type }), id: text }];
  }
  const target = referenceTarget(text, task.context.baseUrl);
  if (!target) throw searchError(parameter, 'has a value that is not a reference. Write it as Type/id, id or a URL.');
  // The modifier and the value name different types: nothing can match.
  if (modifier !== undefined && modifier !== typeOfTarget(target, task.parameter)) return [];
  if (target.url !== '') return [{ kind: 'reference', parameter, url: target.url }];
  return [{ kind: 'reference', parameter, type: target.type, id: target.id }];
}
