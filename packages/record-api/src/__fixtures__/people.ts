import type { Principal } from '@baseplate-epr/contracts';

/** Somebody with these scopes. */
export function holderOf(...scopes: readonly string[]): Principal {
  return {
    id: `holder of ${scopes.join(' ')}`,
    kind: 'practitioner',
    display: 'Dr Example',
    role: { code: 'R8000', display: 'Clinician' },
    organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' },
    purposeOfUse: 'TREAT',
    scopes,
  };
}

/** Somebody who may do everything. */
export const clinician: Principal = holderOf('user/*.cruds');
