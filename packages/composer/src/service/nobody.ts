import type { Principal } from '@baseplate-epr/contracts';

/** Fetches files that hold no data; may do nothing with the record. */
export const nobody: Principal = {
  id: 'nobody',
  kind: 'system',
  display: 'Nobody',
  role: { code: 'nobody', display: 'Nobody' },
  organisation: { odsCode: '', display: '' },
  purposeOfUse: 'HSYSADMIN',
  scopes: [],
};
