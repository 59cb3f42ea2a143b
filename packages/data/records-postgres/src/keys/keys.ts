import { hash } from 'node:crypto';

/*
 * Keys are computed from names, not given by the database: no look-up before a write, no counter that everybody waits for, and the
 * same key in every database. 128 bits of SHA-256 do not meet by accident or by intent; 64 bits stand where a meeting takes both
 * an accident and the same search parameter.
 */

/** The key of a resource or compartment. */
export function keyOf(type: string, id: string): string {
  const digits = hash('sha256', `${type}/${id}`, 'hex');
  return uuidOf(digits);
}

/** The first 128 bits of a hexadecimal digest, as PostgreSQL writes a UUID. */
export function uuidOf(digits: string): string {
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20, 32)}`;
}

/** The key of a search parameter of a type. */
export const parameterKey = (type: string, name: string): string => parameterKeys(`${type}\0${name}`);

/** The key of a code system. */
export const systemKey = (value: string): string => systemKeys(value);

const parameterKeys = remembering();
const systemKeys = remembering();

function remembering(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const key = BigInt.asIntN(64, BigInt(`0x${hash('sha256', name, 'hex').slice(0, 16)}`)).toString();
    if (known.size >= 10_000) known.clear();
    known.set(name, key);
    return key;
  };
}
