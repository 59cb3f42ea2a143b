import { indexResource } from '../index-resource.ts';
import { parseSearch } from '../query/parse-search.ts';
import { matchesPredicate } from './matches-predicate.ts';

/** The time at which the searches of tests are made. */
export const now = Date.UTC(2026, 0, 1);

/** The server's address in tests. */
export const baseUrl = 'https://record.example/fhir';

/** Whether a search (`name=value&…`, encoded as in a URL) finds a resource; parameters that cannot be applied are an error. */
export function finds(resource: { readonly resourceType: string; readonly id?: string }, query: string): boolean {
  const type = resource.resourceType;
  const parameters = [...new URLSearchParams(query)];
  const { where, unknown } = parseSearch({ type, parameters, now, baseUrl });
  if (unknown.length > 0) throw new Error(`not applied: ${unknown.map((one) => one.name).join(', ')}`);
  return matchesPredicate({ type, id: resource.id ?? '', ...indexResource({ type, resource, baseUrl }) }, where);
}
