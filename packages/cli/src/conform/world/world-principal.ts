import type { Principal } from '@baseplate-epr/contracts';

/** Who asks services in a trial: somebody whose role may do everything. */
export const worldPrincipal: Principal = {
  id: 'trial',
  kind: 'practitioner',
  display: 'Dr Trial Example',
  role: { code: 'consultant', display: 'Consultant' },
  organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' },
  purposeOfUse: 'TREAT',
  scopes: ['user/*.cruds', 'assembly.read', 'assembly.apply'],
};

/** A service that acts by itself in a trial: all that its manifest asks for is granted. */
export const worldServicePrincipal: Principal = { ...worldPrincipal, kind: 'system', scopes: ['system/*.cruds'] };

/** What the trial's identity takes for a token. */
export interface WorldToken {
  readonly scopes: readonly string[];
  readonly by: 'person' | 'service';
}
