import { scopesAllow } from '@baseplate-epr/fhir-client';
import type { Visit } from './visit.ts';

/** Whether to offer the caller to write such entries. An entry is written under the id its form names, which SMART counts as updating. */
export function mayWrite({ context }: Pick<Visit, 'context'>, type: 'Condition' | 'AllergyIntolerance'): boolean {
  const { scopes } = context.principal;
  return scopesAllow(scopes, type, 'c') && scopesAllow(scopes, type, 'u');
}
