import { createHash } from 'node:crypto';
import type { ServiceContext } from '@baseplate-epr/contracts';

/** Stands for who is signed in, in keys of the state store: a digest, so that nobody's name can reach into another's. */
export function ownerOf({ principal }: Pick<ServiceContext, 'principal'>): string {
  return createHash('sha256').update(principal.id).digest('hex').slice(0, 32);
}
