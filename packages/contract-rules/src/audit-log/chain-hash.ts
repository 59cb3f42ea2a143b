import { hash } from 'node:crypto';

/** The hash "before" the first entry of a chain. */
export const chainOrigin = '0'.repeat(64);

/** Hash of an entry, from the hash before it and its canonical JSON. */
export const chainHash = (before: string, content: string): string => hash('sha256', `${before}\n${content}`);
