import { createHash } from 'node:crypto';
import type { LastingKey } from '@baseplate-epr/record';
import { type KeptValue, keptValue } from './kept-value.ts';

/** What a copy of a state store brings, noted before it does: what is deleted since where it came from is told by it from what somebody else keeps. */
export type BroughtKeys = KeptValue<readonly string[]>;

/** Opens the note of a change-over; nothing is made before the first write. Keys may be secrets, so {@link broughtKey} of each is noted. */
export function broughtKeys(ledgerDirectory: string, id: string, writer: string): BroughtKeys {
  return keptValue({ ledgerDirectory, name: `state-${id}.json`, writer });
}

/** A key as it is noted. */
export function broughtKey({ namespace, key }: LastingKey): string {
  return createHash('sha256')
    .update(JSON.stringify([namespace, key]))
    .digest('base64url')
    .slice(0, 22);
}
