import { hash } from 'node:crypto';

/** The number of the advisory lock with this name, in the database that the record is in. */
export function lockOf(name: string): string {
  return BigInt.asIntN(64, BigInt(`0x${hash('sha256', `baseplate records ${name}`, 'hex').slice(0, 16)}`)).toString();
}
