import type { Principal } from '@baseplate-epr/contracts';
import type { Persona } from './persona.ts';
import { roles } from './role.ts';

/** The principal of a persona, or `undefined` if its role does not exist. */
export function principalOf(
  persona: Persona,
  organisation: { readonly odsCode: string; readonly display: string },
  tokenScopes?: readonly string[],
): Principal | undefined {
  const role = roles.find((candidate) => candidate.code === persona.role);
  if (role === undefined) return undefined;
  // A patient persona whose record is not named holds no scope at all, rather than a scope about nobody.
  const scopes = role.kind === 'patient' && persona.patient === undefined ? [] : role.scopes;
  return {
    id: persona.id,
    kind: role.kind,
    display: persona.display,
    role: { code: role.code, display: role.display },
    organisation,
    purposeOfUse: role.purposeOfUse,
    scopes,
    ...(tokenScopes === undefined ? {} : { tokenScopes }),
    ...(persona.fhirUser === undefined ? {} : { fhirUser: persona.fhirUser }),
    ...(persona.patient === undefined ? {} : { patient: persona.patient }),
  };
}
