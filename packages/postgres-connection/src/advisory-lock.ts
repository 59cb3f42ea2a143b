import { hash } from 'node:crypto';

/** The number of the advisory lock with this name, as text: PostgreSQL's locks are 64-bit numbers, shared by a whole database. */
export function advisoryLock(name: string): string {
  return BigInt.asIntN(64, BigInt(`0x${hash('sha256', `baseplate ${name}`, 'hex').slice(0, 16)}`)).toString();
}
