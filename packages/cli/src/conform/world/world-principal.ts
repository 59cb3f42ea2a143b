import type { Principal } from '@baseplate-epr/contracts';

/** Who asks services in a trial: somebody whose role may do everything. */
export const worldPrincipal: Principal = {
  id: 'trial',
  kind: 'practitioner',
  display: 'Dr Trial Example',
  role: { code: 'consultant', display: 'Consultant' },
  organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' },
  purposeOfUse: 'TREAT',
  scopes: ['user/*.cruds'],
};
