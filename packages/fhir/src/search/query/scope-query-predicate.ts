import { BaseplateError, type Predicate } from '@baseplate-epr/contracts';
import { allOf } from './combine-predicates.ts';
import { filterPredicate } from './filter-predicate.ts';
import { contextOf } from './parse-search.ts';
import type { ParseSearchOptions } from './parsed-search.ts';
import { isResultParameter } from './result-parameters.ts';

/** The query part of a SMART scope. */
export interface ScopeQueryOptions extends Pick<ParseSearchOptions, 'baseUrl' | 'now' | 'registry' | 'limits'> {
  /** The resource type the scope is about. */
  readonly type: string;
  /** What stands after `?`, percent-encoded, such as `category=http://…|laboratory`. */
  readonly query: string;
}

/**
 * What a SMART v2 scope such as `patient/Observation.rs?category=laboratory` admits
 * (https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html#finer-grained-resource-constraints-using-search-parameters).
 * Unlike a search it fails closed: whatever cannot be applied would widen the access, and what a resource says of somebody in a
 * resource that it contains grants nothing.
 *
 * @throws BaseplateError `query-invalid` if any part of it is malformed, unknown or not a filter.
 */
export function scopeQueryPredicate(options: ScopeQueryOptions): Predicate {
  const context = contextOf({ ...options, contained: false });
  const predicates: Predicate[] = [];
  for (const [name, value] of new URLSearchParams(options.query)) {
    const plain = name.split(':', 1)[0] ?? '';
    const predicate =
      value === '' || isResultParameter(plain) ? undefined : filterPredicate(context, [options.type], name, value);
    if (!predicate || predicate.kind === 'unsupported') {
      throw new BaseplateError({
        code: 'query-invalid',
        message: `A scope for ${options.type} has a query that cannot be applied, so it grants nothing. Use supported search parameters with values in it.`,
      });
    }
    predicates.push(predicate);
  }
  return allOf(predicates);
}
