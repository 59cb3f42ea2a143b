import { scopesAllow } from '@baseplate-epr/fhir-client';
import type { Visit } from './visit.ts';

/** Whether to offer the caller to write notes. A note is written under ids its form names, which SMART counts as updating. */
export function mayWrite({ context }: Pick<Visit, 'context'>): boolean {
  const { scopes } = context.principal;
  return ['DocumentReference', 'Binary'].every(
    (type) => scopesAllow(scopes, type, 'c') && scopesAllow(scopes, type, 'u'),
  );
}
