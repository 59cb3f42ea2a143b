import type { ModuleContext } from '@baseplate-epr/contracts';

/** An id that no other change has, for the ledger and for file names. */
export function newId({ randomBytes }: Pick<ModuleContext, 'randomBytes'>): string {
  return Buffer.from(randomBytes(9)).toString('base64url');
}
